import type { Transaction } from "../../../engine/terms.ts";
import { databaseNow } from "../../../store/counts.ts";
import { findPlan, recentPlans, type StoredPlan, usedCodes } from "../../../store/events/plans.ts";
import type { StoredSession } from "../../../store/events/sessions.ts";
import { sessionsOf } from "../../../store/events/sessions.ts";
import { countsFromStart, dateOf, readMoment } from "../calendar.ts";
import { settledEvent } from "../stored-plan.ts";
import { rawSession } from "./align.ts";
import {
  asDraft,
  type Draft,
  type Patch,
  partsOf,
  type WritingFrame,
  withPatch,
} from "./fields.ts";

/** What a new event may begin from. */
export interface Beginning {
  /** The code the next event gets unless somebody wants another one. */
  readonly nextCode: string;
  readonly frame: WritingFrame;
  /** Earlier events to copy, the latest first. */
  readonly earlier: readonly { readonly code: string; readonly draft: Draft }[];
}

/** Earlier events that are offered to be copied. */
const MOST_EARLIER = 6;

/** What staff begin a new event from. */
export async function beginning(transaction: Transaction, zone: string): Promise<Beginning> {
  const { now } = await databaseNow(transaction);
  const plans = await recentPlans(transaction, MOST_EARLIER);
  return {
    nextCode: nextCode(await usedCodes(transaction)),
    frame: { now, zone },
    earlier: plans.map((plan) => ({ code: plan.code, draft: copyOf(draftOf(plan, []), now) })),
  };
}

/** An event as it stands, to be changed. */
export async function draftOfEvent(
  transaction: Transaction,
  code: string,
): Promise<Draft | undefined> {
  const plan = await findPlan(transaction, code);
  return plan && draftOf(plan, await sessionsOf(transaction, plan.id));
}

/** What is stored, in the fields of an import file; of an event that does not repeat, with the times it has by now. */
function draftOf({ plan, zone }: StoredPlan, stored: readonly StoredSession[]): Draft {
  const { state: _state, ...written } = asDraft(settledEvent(plan));
  const draft = { ...written, zone };
  return partsOf(draft).repeats === undefined ? withTimes(draft, stored) : draft;
}

/** The event's own times are those from its first session to its last. */
function withTimes(draft: Draft, stored: readonly StoredSession[]): Draft {
  const { sessions = [], opensAt, closesAt } = partsOf(draft);
  const find = (key: string) => stored.find((one) => one.key === key);
  const times = (one: StoredSession | undefined) =>
    one && { startsAt: one.startsLocal, endsAt: one.endsLocal };
  const [first, last] = [sessions[0], sessions.at(-1)];
  const now = find(first?.id ?? "");
  const around = {
    ...(isAbsolute(opensAt) && now?.opensAt ? { opensAt: iso(now.opensAt) } : {}),
    ...(isAbsolute(closesAt) && now ? { closesAt: iso(now.closesAt) } : {}),
  };
  if (!first || !last) return { ...draft, ...times(now), ...around };
  const moved = sessions.map(({ id }, index) => ({
    ...rawSession(draft, index),
    ...times(find(id)),
  }));
  const startsAt = times(now)?.startsAt ?? first.startsAt;
  const endsAt = times(find(last.id))?.endsAt ?? last.endsAt;
  return { ...draft, ...around, sessions: moved, startsAt, endsAt };
}

function isAbsolute(time: string | undefined): boolean {
  return time !== undefined && !countsFromStart(time);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** The same for another day: its own times and code are gone, and what opens and closes it counts from its start. */
function copyOf(draft: Draft, now: number): Draft {
  return withPatch(draft, { code: null, ...countedFromStart(draft, now) });
}

/** What opens and closes an event, counted from its start. `now` is ms UTC. */
export function countedFromStart(draft: Draft, now: number): Patch {
  const { startsAt, opensAt, closesAt } = partsOf(draft);
  const zone = typeof draft["zone"] === "string" ? draft["zone"] : "UTC";
  const from = startsAt === undefined ? undefined : readMoment(startsAt, zone, now);
  const back = (time: string | undefined) => {
    const at = isAbsolute(time) ? readMoment(time ?? "", zone, now) : undefined;
    if (!at || !from) return time ?? null;
    const days = Math.round((Date.parse(dateOf(from)) - Date.parse(dateOf(at))) / 86_400_000);
    return `${days < 0 ? "start+" : "-"}${Math.abs(days)}d ${at.local.slice(11, 16)}`;
  };
  return { opensAt: back(opensAt), closesAt: back(closesAt) };
}

const NUMBERED = /^(.*?)(\d+)$/;

/** One more than the highest of those that are numbered like most. */
export function nextCode(codes: readonly string[]): string {
  const numbered = codes.flatMap((code) => {
    const [, prefix, digits] = NUMBERED.exec(code) ?? [];
    return prefix === undefined || digits === undefined || digits.length > 6
      ? []
      : [{ prefix, digits }];
  });
  const count = (wanted: string) => numbered.filter(({ prefix }) => prefix === wanted).length;
  const prefixes = [...new Set(numbered.map(({ prefix }) => prefix))];
  const [prefix = "EV-"] = prefixes.sort((one, other) => count(other) - count(one));
  const own = numbered.filter((one) => one.prefix === prefix);
  const highest = Math.max(0, ...own.map(({ digits }) => Number(digits)));
  const width = Math.max(2, ...own.map(({ digits }) => digits.length));
  return `${prefix}${String(highest + 1).padStart(width, "0")}`;
}
