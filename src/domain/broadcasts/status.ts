import type { Transaction } from "../../engine/terms.ts";
import { type AmendmentCounts, countAmendments } from "../../store/broadcasts/amendments.ts";
import { findBroadcast, type KeptBroadcast } from "../../store/broadcasts/broadcasts.ts";
import { type BroadcastCounts, countCopies, readersOf } from "../../store/broadcasts/recipients.ts";
import { type Broadcast, broadcastOf } from "./content.ts";

/** How an announcement goes; at every look the five figures add up to the audience. */
export interface BroadcastStatus extends BroadcastCounts {
  readonly broadcast: Broadcast;
  /** Copies a second since it began, without its pauses; 0 before. */
  readonly perSecond: number;
  /** At that speed; undefined when nothing is left or nothing was sent. */
  readonly secondsLeft: number | undefined;
  readonly readers: { readonly count: number; readonly missing: readonly string[] };
  readonly edited: AmendmentCounts;
  readonly retracted: AmendmentCounts;
  readonly corrected: AmendmentCounts;
}

/** How an announcement goes now (ms UTC); undefined when there is no such announcement. */
export async function statusOf(
  transaction: Transaction,
  id: string,
  now: number,
): Promise<BroadcastStatus | undefined> {
  const kept = await findBroadcast(transaction, id);
  if (!kept) return undefined;
  const counts = await countCopies(transaction, id);
  const perSecond = speedOf(kept, counts, now);
  const left = counts.queued / perSecond;
  return {
    ...counts,
    broadcast: broadcastOf(kept),
    perSecond,
    secondsLeft: counts.queued > 0 && Number.isFinite(left) ? Math.ceil(left) : undefined,
    readers: await readersOf(transaction, id, kept.required),
    edited: await countAmendments(transaction, id, "edit"),
    retracted: await countAmendments(transaction, id, "retract"),
    corrected: await countAmendments(transaction, id, "correction"),
  };
}

/** Whether anything of it will still change by itself. */
export function isMoving(status: BroadcastStatus): boolean {
  const { broadcast, sent, uncertain, edited, retracted, corrected } = status;
  const { state, editGeneration } = broadcast;
  if (state === "sending" || state === "scheduled" || editGeneration > 0) return true;
  if (edited.pending + retracted.pending + corrected.pending > 0) return true;
  const takenBack = retracted.done + retracted.pastWindow + retracted.failed;
  return state === "recalled" && takenBack < sent + uncertain;
}

function speedOf(
  { startedAt, pausedAt, pausedMs, finishedAt }: KeptBroadcast,
  { sent, failed, uncertain }: BroadcastCounts,
  now: number,
): number {
  if (startedAt === undefined) return 0;
  const until = finishedAt ?? pausedAt ?? now;
  const seconds = Math.max(1, until - startedAt - pausedMs) / 1000;
  return Math.round(((sent + failed + uncertain) / seconds) * 10) / 10;
}
