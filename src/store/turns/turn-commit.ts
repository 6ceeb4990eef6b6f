import type {
  ClearTimersCommand,
  ConsentRecord,
  Destination,
  QuestionRecord,
  TimerCommand,
  TurnSummary,
} from "../../engine/command.ts";
import type { Event } from "../../engine/event.ts";
import type { Intent } from "../../engine/intent.ts";
import type { LaneState } from "../../engine/state.ts";
import type { Transaction } from "../../engine/terms.ts";
import type { TimerName } from "../../engine/turn.ts";
import type { Locale } from "../locale.ts";
import type { LeaseWish } from "../outbound/lease.ts";
import type { Purpose } from "../outbound/purposes.ts";
import type { LoadedLane } from "./loaded.ts";

/** A message to send, under an id its maker chose (`newId`). */
export interface OutboundDraft {
  readonly id: string;
  readonly to: Destination;
  readonly intent: Intent;
  readonly locale: Locale;
  readonly purpose: Purpose;
  /** Another process sends it: tell all of them the id as the commit succeeds. */
  readonly announce?: boolean | undefined;
  /** This process would send it right after the commit. */
  readonly lease?: LeaseWish | undefined;
  /** Its words are somebody's own matter, such as an application: kept sealed only. */
  readonly personal?: boolean | undefined;
}

/** Everything one turn writes. */
export interface TurnCommit {
  /** What the turn was computed from, as it was loaded. */
  readonly loaded: LoadedLane;
  /** Absent when a timer caused the turn. Its words go to the transcript. */
  readonly event?: Event | undefined;
  /** The timer that caused the turn; it is gone afterwards unless the turn sets it again. */
  readonly timer?: { readonly run: number; readonly name: TimerName } | undefined;
  /** The turn's name, from the engine's `turnReference`. */
  readonly reference: string;
  readonly state: LaneState;
  readonly summary: TurnSummary;
  readonly outbound: readonly OutboundDraft[];
  readonly timers: readonly (TimerCommand | ClearTimersCommand)[];
  readonly records: readonly (QuestionRecord | ConsentRecord)[];
}

/** A turn whose effects are performed in the transaction that commits it. */
export interface TurnWithEffects {
  readonly loaded: LoadedLane;
  /**
   * Performs the effects and says what to commit. It may be called once more in another transaction, when the first
   * was rolled back; `isShared` when turns of other lanes work side by side in the same one.
   */
  readonly work: (transaction: Transaction, isShared: boolean) => Promise<TurnCommit>;
}

/**
 * What became of one commit. Stale: somebody else moved the lane, or met the same new account or space;
 * load and step again. Duplicate: the event was applied before.
 */
export type CommitResult = "committed" | "stale" | "duplicate";
