import { chanceOf } from "../chance.ts";
import { buildService } from "../faults/built-service.ts";
import { startDatabaseServer } from "../faults/database-server.ts";
import { type TrialResult, tryBroadcasts } from "./trial.ts";

const CHATS = 400;
const PER_SECOND = 150;

/** Kills the sending service again and again, alone and as one of two; false when a promise broke. */
export async function killBroadcasts(
  times: number,
  report: (line: string) => void,
): Promise<boolean> {
  const entry = buildService();
  const server = await startDatabaseServer();
  let isWhole = true;
  try {
    for (const processes of [1, 2] as const) {
      const database = await server.database();
      const chance = chanceOf(processes);
      const result = await tryBroadcasts({
        ...{ entry, database, processes, times, chance },
        ...{ chats: CHATS, perSecond: PER_SECOND },
      });
      await database.drop();
      for (const line of linesOf(processes, times, result)) report(line);
      isWhole &&= result.problems.length + result.delays.length === 0;
    }
  } finally {
    await server.remove();
  }
  return isWhole;
}

function linesOf(processes: number, times: number, result: TrialResult): readonly string[] {
  const { announcements, looks, backMs, pauseMs, inFlight, problems, delays } = result;
  const sum = (of: (ledger: TrialResult["announcements"][number]) => number) =>
    announcements.reduce((total, ledger) => total + of(ledger), 0);
  const most = (all: readonly number[]) => Math.max(0, ...all);
  return [
    `${processes} process${processes > 1 ? "es" : ""}, killed ${times} times: ${announcements.length} announcements, ${sum((one) => one.copies)} copies, ${looks} looks`,
    `  ${sum((one) => one.lost)} lost, ${sum((one) => one.doubled)} doubled, ${sum((one) => one.uncertain)} uncertain of ${inFlight} under way`,
    `  next copy after a death: ${most(backMs)} ms at most of ${backMs.length}; after a pause the last copy: ${most(pauseMs)} ms at most of ${pauseMs.length}`,
    ...[...problems, ...delays].map((problem) => `  ${problem}`),
  ];
}
