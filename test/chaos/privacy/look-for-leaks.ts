import { watchForLeaks } from "../../support/leaks/collect.ts";
import { installedMajors, startTestServer } from "../../support/postgres-server.ts";
import { shippedBuild } from "../../support/simulator/builds.ts";
import { openWorld, type World } from "../../support/simulator/world.ts";
import { runDialogue } from "./run-dialogue.ts";

/** Databases that dialogues run in side by side. */
const SIDE_BY_SIDE = 3;

/** Runs so many dialogues from a seed on; `tell` hears of each leak and of the progress. */
export async function lookForLeaks(
  { first, count }: { readonly first: number; readonly count: number },
  tell: (line: string) => void,
): Promise<{ readonly lines: readonly string[]; readonly isWhole: boolean }> {
  const watching = watchForLeaks();
  const [major] = (await installedMajors()).slice(-1);
  const server = await startTestServer(major === undefined ? {} : { major });
  const worlds: World[] = [];
  const left = Array.from({ length: count }, (_, index) => first + index);
  const totals = { done: 0, messages: 0, deaths: 0, leaks: 0 };
  const reached = new Map<string, number>();
  const started = performance.now();
  try {
    const build = await shippedBuild();
    for (let index = 0; index < SIDE_BY_SIDE; index++) {
      worlds.push(await openWorld((await server.database()).url));
    }
    const work = async (world: World) => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
        const { leaks, talk, messages, deaths, ...rest } = await runDialogue(world, seed, build);
        for (const leak of leaks) tell(`dialogue ${seed}: ${leak}`);
        for (const line of talk) tell(`  ${line.replaceAll("\n", " / ")}`);
        totals.done += 1;
        totals.messages += messages;
        totals.deaths += deaths;
        totals.leaks += leaks.length;
        for (const [what, times] of Object.entries(rest.reached)) {
          reached.set(what, (reached.get(what) ?? 0) + times);
        }
        if (totals.done % 200 === 0) tell(`${totals.done} of ${count}`);
      }
    };
    await Promise.all(worlds.map(work));
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
    await server.stop();
  }
  const { found } = watching.finish();
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  return {
    isWhole: totals.leaks + found.length === 0,
    lines: [
      server.describe,
      `${totals.done} dialogues in ${seconds} s: ${totals.messages} messages, ${totals.deaths} processes died`,
      `  reached: ${[...reached].map(([what, times]) => `${times} ${what}`).join(", ")}`,
      `  ${totals.leaks} private values shown to others, in errors or in the clear in the database`,
      `  ${found.length} in logs and metrics`,
      ...found.map((leak) => `  ${leak}`),
    ],
  };
}
