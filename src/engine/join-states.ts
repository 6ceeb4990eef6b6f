import type { LaneState } from "./state.ts";

/**
 * Two lanes as one: the runs of the second go on in the first under higher numbers, with the first one's open
 * question last; what both remember of one space is kept as the first has it.
 */
export function joinStates(
  into: LaneState,
  from: LaneState,
): { readonly state: LaneState; readonly runsAdded: number } {
  const runsAdded = into.runCount;
  const moved = from.runs.map((run) => ({ ...run, id: run.id + runsAdded }));
  const locale = into.locale ?? from.locale;
  return {
    runsAdded,
    state: {
      stateFormat: into.stateFormat,
      ...(locale === undefined ? {} : { locale }),
      runCount: into.runCount + from.runCount,
      runs: [...moved, ...into.runs],
      memory: { ...from.memory, ...into.memory },
    },
  };
}
