import { startTestServer } from "../support/postgres-server.ts";
import { shippedBuild } from "../support/simulator/builds.ts";
import type { Build } from "../support/simulator/process.ts";
import { openWorld, type World } from "../support/simulator/world.ts";
import { probeBuilds } from "./probe-flows.ts";
import { type Figures, NOTHING, runSchedule, sumOf } from "./run-schedule.ts";
import { type Schedule, scheduleOf } from "./schedule.ts";
import { shrink } from "./shrink.ts";

/** Which schedules to run, and on which PostgreSQL. */
export interface Plan {
  readonly seeds: readonly number[];
  readonly major: number;
}

/** What became of a plan. */
export interface Result {
  readonly describe: string;
  readonly figures: Figures;
  readonly broken: readonly { readonly seed: number; readonly problems: readonly string[] }[];
}

/** Databases that schedules run in side by side: most of the time each waits for its own. */
const SIDE_BY_SIDE = 3;

/** Runs schedules on one major version of PostgreSQL; `onDone` hears of each. */
export async function runAll(
  { seeds, major }: Plan,
  onDone: (seed: number, problems: readonly string[]) => void,
): Promise<Result> {
  return withWorlds(major, async (worlds, builds, describe) => {
    const left = [...seeds];
    const broken: { seed: number; problems: readonly string[] }[] = [];
    let figures = NOTHING;
    const work = async (world: World) => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
        const outcome = await runSchedule(world, scheduleOf(seed), { builds });
        figures = sumOf(figures, outcome.figures);
        if (outcome.problems.length > 0) broken.push({ seed, problems: outcome.problems });
        onDone(seed, outcome.problems);
      }
    };
    await Promise.all(worlds.map(work));
    return { describe, figures, broken };
  });
}

/** The shortest form of a schedule that still breaks a promise; undefined when it breaks none. */
export function shortest(seed: number, major: number): Promise<Schedule | undefined> {
  return withWorlds(major, ([world], builds) =>
    shrink(scheduleOf(seed), async (schedule) => {
      if (!world) throw new Error("There is no world");
      return (await runSchedule(world, schedule, { builds })).problems.length > 0;
    }),
  );
}

async function withWorlds<Value>(
  major: number,
  work: (worlds: readonly World[], builds: readonly Build[], describe: string) => Promise<Value>,
): Promise<Value> {
  const server = await startTestServer({ major });
  const worlds: World[] = [];
  try {
    const builds = probeBuilds(await shippedBuild());
    for (let count = 0; count < SIDE_BY_SIDE; count++) {
      worlds.push(await openWorld((await server.database()).url));
    }
    return await work(worlds, builds, server.describe);
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
    await server.stop();
  }
}
