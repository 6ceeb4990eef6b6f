import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { graphOf } from "../../src/engine/graph.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { PROJECT } from "./tree.ts";

const { flows } = definition(deskServices(createLedger()));

it.each(flows.map((flow) => [flow.id, flow] as const))(
  "%s compiles to the graph that is committed (npm run graphs)",
  (id, flow) => {
    const file = join(PROJECT, `flows/${id.split(".")[0]}/graphs/${id}.v${flow.version}.json`);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(
      JSON.parse(JSON.stringify(graphOf(flow))),
    );
  },
);

it("a flow with a step less compiles to another graph", () => {
  const [flow] = flows;
  if (!flow) throw new Error("There are no flows");
  expect(graphOf({ ...flow, steps: flow.steps.slice(1) })).not.toEqual(graphOf(flow));
});
