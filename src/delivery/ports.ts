import type { EffectResult } from "../engine/command.ts";
import type { Event } from "../engine/event.ts";
import type { Transaction } from "../engine/terms.ts";
import type { DueTimer } from "../store/timers.ts";
import type { LoadedLane, LoadedTurn } from "../store/turns/loaded.ts";
import type { CommitResult, TurnCommit, TurnWithEffects } from "../store/turns/turn-commit.ts";

/** What applying turns needs of the store. */
export interface TurnStore {
  load(event: Event): Promise<LoadedTurn>;
  /** The lane of a due timer; undefined when the timer is gone or was set later. */
  loadTimer(timer: DueTimer): Promise<LoadedLane | undefined>;
  commit(turn: TurnCommit): Promise<CommitResult>;
  /** What a run of a lane that went on in this person's is called there; undefined for somebody else's. */
  runAfterMerge(lane: string, run: number, person: string): Promise<number | undefined>;
  commitWithEffects(loaded: LoadedLane, work: TurnWithEffects["work"]): Promise<CommitResult>;
  /** The same for effects that change only rows of the lane's own person: it may share a transaction with others. */
  commitSharing(turn: TurnWithEffects): Promise<CommitResult>;
  performEffect(
    transaction: Transaction,
    loaded: LoadedLane,
    key: string,
    perform: (transaction: Transaction) => Promise<EffectResult>,
  ): Promise<EffectResult>;
}

/** Where a turn may be cut off in tests: what a crash at that point would leave behind. */
export type Checkpoint = "beforeCommit" | "afterCommit" | "beforeSend" | "afterSend";

/** What a test throws at a checkpoint: the process is gone, so nothing is tidied up. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** Called at each checkpoint; throwing a `Crash` there is the crash. */
export type AtCheckpoint = (point: Checkpoint) => void;

/** The few things delivery reports; never with anybody's words in them. */
export interface DeliveryLog {
  info(fields: Readonly<Record<string, string | number>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
