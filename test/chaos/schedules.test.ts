import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { shippedBuild } from "../support/simulator/builds.ts";
import type { Build, Sabotage } from "../support/simulator/process.ts";
import { openWorld, type World } from "../support/simulator/world.ts";
import { withoutCompareAndSet, withoutDedupe } from "./doubles.ts";
import { probeBuilds } from "./probe-flows.ts";
import { runSchedule } from "./run-schedule.ts";
import { scheduleOf } from "./schedule.ts";

/** The first of the schedules that `npm run chaos` runs all of. */
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

let database: TestDatabase;
let world: World;
let builds: readonly Build[];

beforeAll(async () => {
  database = await testDatabase();
  world = await openWorld(database.url);
  builds = probeBuilds(await shippedBuild());
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const problems = async (seed: number, sabotage?: Sabotage) =>
  (await runSchedule(world, scheduleOf(seed), { builds, sabotage })).problems;

test.each(SEEDS)("schedule %i loses nothing and does nothing twice", async (seed) => {
  expect(await problems(seed)).toEqual([]);
});

describe("the schedules notice", () => {
  /** The first seed under which the problem shows. */
  async function noticed(sabotage: Sabotage, problem: RegExp): Promise<number | undefined> {
    for (const seed of SEEDS) {
      if ((await problems(seed, sabotage)).some((found) => problem.test(found))) return seed;
    }
    return undefined;
  }

  test("when an event that was taken is taken again", async () => {
    expect(
      await noticed(withoutDedupe, /^(?:the notes of|payments).* is there twice/),
    ).toBeDefined();
  });

  test("when a turn is committed over another one", async () => {
    expect(await noticed(withoutCompareAndSet, /^the notes of.* is lost/)).toBeDefined();
  });
});

test("a schedule is the same whenever its seed is", () => {
  expect(scheduleOf(7)).toEqual(scheduleOf(7));
  expect(scheduleOf(7)).not.toEqual(scheduleOf(8));
});
