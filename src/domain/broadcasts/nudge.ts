import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { listAudience } from "../../store/broadcasts/audience.ts";
import { lockBroadcast } from "../../store/broadcasts/broadcasts.ts";
import {
  type LastNudge,
  lastNudge,
  NUDGE_AUDIT,
  nudgeCause,
  nudgedWithin,
} from "../../store/broadcasts/nudges.ts";
import { readersOf } from "../../store/broadcasts/recipients.ts";
import { newId } from "../../store/new-id.ts";
import { addPersonalMessages } from "../../store/outbound/add-many.ts";
import type { BroadcastState } from "../../store/schema/broadcasts.ts";
import { permitted } from "../permissions.ts";
import { type Broadcast, broadcastOf } from "./content.ts";
import { nudgeContent } from "./copy.ts";
import { isQuiet } from "./quiet-hours.ts";

/** Whoever was reminded of an announcement is left alone for so long. */
const REST_HOURS = 24;

/** The states in which there is something to read. */
const OUT: ReadonlySet<BroadcastState> = new Set(["sending", "paused", "done"]);

/** How many of the missing readers were reminded, and why the others were not. */
export interface NudgeCounts {
  readonly reminded: number;
  /** Reminded within the last 24 hours. */
  readonly recently: number;
  readonly muted: number;
  readonly unreachable: number;
}

/** What came of reminding the missing readers. */
export type NudgeResult = EffectResult &
  (
    | ({ readonly kind: "nudged" } & NudgeCounts)
    /** Quiet hours hold it, as they would hold the announcement. */
    | { readonly kind: "quiet" }
    | { readonly kind: "not_found" }
    | { readonly kind: "not_allowed" }
    | { readonly kind: "not_now"; readonly state: BroadcastState }
  );

/** What reminding needs to know of the world. */
export interface NudgeParts {
  /** ms UTC. */
  readonly now: number;
  /** Whether announcements are held at an instant (ms UTC); the service's quiet hours when not given. */
  readonly isHeld?: ((at: number) => boolean) | undefined;
}

/** Whether an announcement asks to be confirmed and is where people can read it. */
export function canNudge({ state, buttons }: Pick<Broadcast, "state" | "buttons">): boolean {
  return OUT.has(state) && buttons.some(({ kind }) => kind === "read");
}

/**
 * Reminds the required readers who have not confirmed an announcement, each in their direct chat and at most once in
 * 24 hours. The announcement is locked, so that of two who remind at the same moment one comes after the other.
 */
export async function nudgeMissing(
  transaction: Transaction,
  id: string,
  by: string,
  { now, isHeld = isQuiet }: NudgeParts,
): Promise<NudgeResult> {
  if (!(await permitted(transaction, by, "broadcasts.send"))) return { kind: "not_allowed" };
  const kept = await lockBroadcast(transaction, id);
  if (!kept) return { kind: "not_found" };
  const broadcast = broadcastOf(kept);
  const { state, required, override } = broadcast;
  if (!canNudge(broadcast)) return { kind: "not_now", state };
  const { missing } = await readersOf(transaction, id, required);
  if (missing.length === 0) return { kind: "not_now", state };
  if (isHeld(now) && override === undefined) return { kind: "quiet" };
  const counts = await remind(transaction, broadcast, missing);
  const details = { ...counts };
  await addAudit(transaction, { who: by, what: NUDGE_AUDIT, onWhat: id, details });
  return { kind: "nudged", ...counts };
}

async function remind(
  transaction: Transaction,
  broadcast: Broadcast,
  missing: readonly string[],
): Promise<NudgeCounts> {
  const { now, ...others } = await wouldRemind(transaction, broadcast, missing);
  await addPersonalMessages(
    transaction,
    now.map(({ person, installation, locale }) => ({
      cause: `${nudgeCause(broadcast.id)}:${newId()}`,
      ...{ person, installation, locale, purpose: "reminder" as const },
      says: (own) => ({ kind: "say", ...nudgeContent(broadcast, own) }),
    })),
  );
  return { reminded: now.length, ...others };
}

/** Which of the missing readers can be reminded at this moment, and why the others cannot. */
async function wouldRemind(
  transaction: Transaction,
  { id, topic, playground }: Broadcast,
  missing: readonly string[],
) {
  const parts = [{ kind: "people" as const, people: missing }];
  const found = await listAudience(transaction, { parts, topic, playground });
  const rested = await nudgedWithin(transaction, id, missing, REST_HOURS);
  const reached = found.filter(({ skipped }) => skipped === undefined);
  const now = reached.filter(({ person }) => !rested.has(person));
  return {
    now,
    recently: reached.length - now.length,
    muted: found.filter(({ skipped }) => skipped === "muted").length,
    unreachable: found.filter(({ skipped }) => skipped === "unreachable").length,
  };
}

/** What reminding would come to at this moment. */
export interface NudgeOutlook extends NudgeCounts {
  /** Quiet hours hold it. */
  readonly isQuiet: boolean;
  /** The last that reached anybody, ms UTC, and how many it was. */
  readonly last: LastNudge | undefined;
}

/** What reminding the missing readers would come to; undefined when there is nobody to remind. */
export async function nudgeOutlook(
  transaction: Transaction,
  broadcast: Broadcast,
  missing: readonly string[],
  { now, isHeld = isQuiet }: NudgeParts,
): Promise<NudgeOutlook | undefined> {
  if (!canNudge(broadcast) || missing.length === 0) return undefined;
  const { now: reached, ...others } = await wouldRemind(transaction, broadcast, missing);
  return {
    reminded: reached.length,
    ...others,
    isQuiet: isHeld(now) && broadcast.override === undefined,
    last: await lastNudge(transaction, broadcast.id),
  };
}
