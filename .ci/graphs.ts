import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { graphOf } from "../src/engine/graph.ts";
import { createLedger, definition, deskServices } from "../test/support/fake-services.ts";

/** `npm run graphs`: writes the graph of every flow's newest version beside the flow. */
for (const flow of definition(deskServices(createLedger())).flows) {
  const folder = new URL(`../flows/${flow.id.split(".")[0]}/graphs/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${flow.id}.v${flow.version}.json`, folder);
  writeFileSync(fileURLToPath(file), `${JSON.stringify(graphOf(flow), null, 2)}\n`);
}
