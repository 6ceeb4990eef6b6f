import type { Schedule } from "./schedule.ts";

/** How often a shorter schedule may pass before it counts as harmless: some races need luck. */
const TRIES = 3;

/** Leaves out whatever the failure does not need; undefined when the whole schedule does not fail. */
export async function shrink(
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
): Promise<Schedule | undefined> {
  const failsAtAll = async (candidate: Schedule) => {
    for (let count = 0; count < TRIES; count++) if (await fails(candidate)) return true;
    return false;
  };
  if (!(await failsAtAll(schedule))) return undefined;
  let shortest = schedule;
  for (let at = schedule.operations.length - 1; at >= 0; at--) {
    const operations = shortest.operations.filter((_, index) => index !== at);
    const candidate = { ...shortest, operations };
    if (await failsAtAll(candidate)) shortest = candidate;
  }
  return shortest;
}
