import type { BroadcastState } from "../../store/schema/broadcasts.ts";

/** What can be done to an announcement. */
export const BROADCAST_ACTS = [
  "submit",
  "approve",
  "return",
  "begin",
  "pause",
  "resume",
  "finish",
  "retry",
  "edit",
  "cancel",
  "recall",
] as const;
export type BroadcastAct = (typeof BROADCAST_ACTS)[number];

/** Where an announcement goes from each state; what is not listed cannot be done there. */
const MOVES: Readonly<
  Record<BroadcastState, Readonly<Partial<Record<BroadcastAct, BroadcastState>>>>
> = {
  draft: { submit: "scheduled", cancel: "cancelled" },
  awaiting_approval: { approve: "scheduled", return: "draft", cancel: "cancelled" },
  scheduled: { begin: "sending", return: "draft", cancel: "cancelled" },
  sending: {
    pause: "paused",
    finish: "done",
    edit: "sending",
    cancel: "cancelled",
    recall: "recalled",
  },
  paused: { resume: "sending", edit: "paused", cancel: "cancelled", recall: "recalled" },
  done: { retry: "sending", edit: "done", recall: "recalled" },
  cancelled: { recall: "recalled" },
  recalled: {},
};

/** The state that follows; undefined when the act is not possible now. */
export function nextState(
  state: BroadcastState,
  act: BroadcastAct,
  needsApproval = false,
): BroadcastState | undefined {
  const next = MOVES[state][act];
  return act === "submit" && next && needsApproval ? "awaiting_approval" : next;
}

/** What can be done now, in the order in which it is offered. */
export function possibleActs(state: BroadcastState): readonly BroadcastAct[] {
  return BROADCAST_ACTS.filter((act) => MOVES[state][act] !== undefined);
}
