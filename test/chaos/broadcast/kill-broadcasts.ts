import { chanceOf } from "../chance.ts";
import { buildService } from "../faults/built-service.ts";
import { startDatabaseServer } from "../faults/database-server.ts";
import { type TrialResult, tryBroadcasts } from "./trial.ts";

const CHATS = 400;
const PER_SECOND = 150;

/**
 * Kills the sending service so many times in all, shared between the modes: alone, and as one of two; false when a
 * promise broke.
 */
export async function killBroadcasts(
  times: number,
  modes: readonly (1 | 2)[],
  report: (line: string) => void,
): Promise<boolean> {
  const entry = buildService();
  const server = await startDatabaseServer();
  let isWhole = true;
  try {
    for (const processes of modes) {
      const database = await server.database();
      const chance = chanceOf(processes);
      const share =
        processes === 1 ? Math.ceil(times / modes.length) : Math.floor(times / modes.length);
      const begun = performance.now();
      const result = await tryBroadcasts({
        ...{ entry, database, processes, times: share, chance },
        ...{ chats: CHATS, perSecond: PER_SECOND },
      });
      await database.drop();
      const seconds = Math.round((performance.now() - begun) / 1_000);
      for (const line of linesOf(processes, `${share} times in ${seconds} s`, result)) report(line);
      isWhole &&= result.problems.length + result.delays.length === 0;
    }
  } finally {
    await server.remove();
  }
  return isWhole;
}

function linesOf(processes: number, killed: string, result: TrialResult): readonly string[] {
  const { announcements, looks, backMs, startMs, pauseMs, inFlight } = result;
  const { afterReadyMs, takenOverMs, problems, delays } = result;
  const sum = (of: (ledger: TrialResult["announcements"][number]) => number) =>
    announcements.reduce((total, ledger) => total + of(ledger), 0);
  const most = (all: readonly number[]) => Math.max(0, ...all);
  const middle = (all: readonly number[]) =>
    [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
  return [
    `${processes} process${processes > 1 ? "es" : ""}, killed ${killed}: ${announcements.length} announcements, ${sum((one) => one.copies)} copies, ${looks} looks`,
    `  ${sum((one) => one.lost)} lost, ${sum((one) => one.doubled)} doubled, ${sum((one) => one.uncertain)} uncertain of ${inFlight} under way`,
    `  next copy after a death: ${most(backMs)} ms at most, ${middle(backMs)} ms at the median of ${backMs.length}; a start takes ${most(startMs)} ms at most, ${middle(startMs)} ms at the median`,
    ...(afterReadyMs.length === 0
      ? []
      : [`  from being ready to the next copy: ${most(afterReadyMs)} ms at most`]),
    ...(takenOverMs.length === 0
      ? []
      : [
          `  the owner died ${takenOverMs.length} times: taken over after ${most(takenOverMs)} ms at most`,
        ]),
    `  after a pause the last copy: ${most(pauseMs)} ms at most of ${pauseMs.length}`,
    ...[...problems, ...delays].map((problem) => `  ${problem}`),
  ];
}
