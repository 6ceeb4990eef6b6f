import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EngineDefinition } from "../../src/engine/definition.ts";
import type { Act, Flow, FlowContext } from "../../src/engine/flow.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { changed, shippedBuild } from "../support/simulator/builds.ts";
import type { Build } from "../support/simulator/process.ts";
import { openWorld, type World } from "../support/simulator/world.ts";
import { dialogueOf } from "./privacy/dialogue.ts";
import { runDialogue } from "./privacy/run-dialogue.ts";

/** The first of those that `npm run chaos -- privacy` runs all of. */
const SEEDS = Array.from({ length: 14 }, (_, index) => index + 1);

let database: TestDatabase;
let world: World;
let build: Build;

beforeAll(async () => {
  database = await testDatabase();
  world = await openWorld(database.url);
  build = await shippedBuild();
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

test.each(SEEDS)("nobody learns anything of another one in dialogue %i", async (seed) => {
  const { leaks } = await runDialogue(world, seed, build);
  expect(leaks).toEqual([]);
});

describe("the dialogues notice", () => {
  /** The first seed under which something is given away. */
  async function noticed(leaky: Build, leak: RegExp): Promise<number | undefined> {
    for (const seed of SEEDS) {
      const { leaks } = await runDialogue(world, seed, leaky);
      if (leaks.some((found) => leak.test(found))) return seed;
    }
    return undefined;
  }

  test("a name that is told to the group", async () => {
    const leaky = changed(build, (definition) => saying(definition, sayName));
    expect(await noticed(leaky, /stands in group/)).toBeDefined();
  });

  test("a name that is kept in clear", async () => {
    const leaky = changed(build, (definition) => saying(definition, recordName));
    expect(await noticed(leaky, /stands in the table questions/)).toBeDefined();
  });
});

test("a dialogue is the same whenever its seed is", () => {
  expect(dialogueOf(7)).toEqual(dialogueOf(7));
  expect(dialogueOf(7)).not.toEqual(dialogueOf(8));
});

/** The bot with something else done wherever an answer is given. */
function saying(
  definition: EngineDefinition,
  change: (acts: readonly Act[], context: FlowContext) => readonly Act[],
): EngineDefinition {
  const leaky = (flow: Flow): Flow => ({
    ...flow,
    steps: flow.steps.map((step) =>
      step.kind === "say" && flow.id === "policy.answer"
        ? { ...step, acts: (context: FlowContext) => change(step.acts(context), context) }
        : step,
    ),
  });
  return { ...definition, flows: definition.flows.map(leaky) };
}

const sayName: Parameters<typeof saying>[1] = (acts, { actor }) => [
  ...acts,
  { kind: "say", content: { text: actor.name ?? "" } },
];

const recordName: Parameters<typeof saying>[1] = (acts, { actor }) =>
  acts.map((act) =>
    act.kind === "record" ? { ...act, record: { ...act.record, facts: [actor.name ?? ""] } } : act,
  );
