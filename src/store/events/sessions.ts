import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { eventCapacities, eventSessions, seats } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { PlannedSession } from "./record.ts";

/** A session as it is stored. Times are ms UTC. */
export interface StoredSession {
  readonly id: string;
  readonly occurrence: string;
  readonly key: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The same as wall time in the event's zone. */
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly opensAt: number | null;
  readonly closesAt: number;
  readonly cancelled: boolean;
}

const STORED = {
  id: eventSessions.id,
  occurrence: eventSessions.occurrence,
  key: eventSessions.key,
  startsAt: eventSessions.startsAt,
  endsAt: eventSessions.endsAt,
  startsLocal: eventSessions.startsLocal,
  endsLocal: eventSessions.endsLocal,
  opensAt: eventSessions.opensAt,
  closesAt: eventSessions.closesAt,
  cancelled: eventSessions.cancelled,
};

/** All sessions of an event, over ones as well, soonest first. */
export async function sessionsOf(
  transaction: Transaction,
  event: string,
): Promise<readonly StoredSession[]> {
  return sessionOf(transaction)
    .db.select(STORED)
    .from(eventSessions)
    .where(eq(eventSessions.event, event))
    .orderBy(asc(eventSessions.startsAt), asc(eventSessions.key));
}

/** The session with that id. */
export async function findStoredSession(
  transaction: Transaction,
  id: string,
): Promise<StoredSession | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select(STORED)
    .from(eventSessions)
    .where(eq(eventSessions.id, id));
  return row;
}

/** Adds sessions with their rooms. */
export async function insertSessions(
  transaction: Transaction,
  event: string,
  planned: readonly PlannedSession[],
): Promise<void> {
  if (planned.length === 0) return;
  const { db } = sessionOf(transaction);
  const named = planned.map((one) => ({ ...one, id: newId() }));
  await db
    .insert(eventSessions)
    .values(named.map((one) => ({ id: one.id, event, ...columnsOf(one) })));
  await db
    .insert(eventCapacities)
    .values(named.flatMap(({ id, rooms }) => rooms.map((room) => ({ session: id, ...room }))));
}

function columnsOf({ rooms: _rooms, title, ...one }: PlannedSession) {
  return { ...one, titleZh: title?.zh ?? null, titleEn: title?.en ?? null };
}

/** Writes a session's times and rooms anew; its rooms must be locked. Rooms it no longer has must be empty. */
export async function updateSession(
  transaction: Transaction,
  session: string,
  planned: PlannedSession,
): Promise<void> {
  const { db } = sessionOf(transaction);
  await db
    .update(eventSessions)
    .set({ ...columnsOf(planned), cancelled: false })
    .where(eq(eventSessions.id, session));
  for (const { quota, capacity, waitlist } of planned.rooms) {
    await db
      .insert(eventCapacities)
      .values({ session, quota, capacity, waitlist })
      .onConflictDoUpdate({
        target: [eventCapacities.session, eventCapacities.quota],
        set: { capacity, waitlist, changedAt: sql`clock_timestamp()` },
      });
  }
}

/**
 * Gives a session and its seats another date in a repetition; its rooms must be locked, so that nobody signs up
 * for the old one meanwhile.
 */
export async function dateSession(
  transaction: Transaction,
  session: string,
  occurrence: string,
): Promise<void> {
  const { db } = sessionOf(transaction);
  const dated = { occurrence };
  await db.update(eventSessions).set(dated).where(eq(eventSessions.id, session));
  await db
    .update(seats)
    .set(dated)
    .where(and(eq(seats.session, session), ne(seats.occurrence, occurrence)));
}

/** New times of a session. */
export type SessionTimes = Pick<
  PlannedSession,
  "startsAt" | "endsAt" | "startsLocal" | "endsLocal" | "opensAt" | "closesAt"
>;

/** Moves a session; its reminders are the caller's to set anew. */
export async function setSessionTimes(
  transaction: Transaction,
  session: string,
  times: SessionTimes,
): Promise<void> {
  await sessionOf(transaction)
    .db.update(eventSessions)
    .set(times)
    .where(eq(eventSessions.id, session));
}

/** Calls sessions off. */
export async function cancelSessions(
  transaction: Transaction,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sessionOf(transaction)
    .db.update(eventSessions)
    .set({ cancelled: true })
    .where(inArray(eventSessions.id, [...ids]));
}

/** Rooms of these sessions in which anybody has ever had a seat. */
export async function usedRooms(
  transaction: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly session: string; readonly quota: string }[]> {
  if (ids.length === 0) return [];
  return sessionOf(transaction)
    .db.selectDistinct({ session: seats.session, quota: seats.quota })
    .from(seats)
    .where(inArray(seats.session, [...ids]));
}

/** Removes sessions, or one room of one; nobody may ever have had a seat there. */
export async function removeUnused(
  transaction: Transaction,
  unused: { readonly session: string; readonly quota?: string },
): Promise<void> {
  const { db } = sessionOf(transaction);
  if (unused.quota === undefined) {
    await db.delete(eventSessions).where(eq(eventSessions.id, unused.session));
    return;
  }
  await db
    .delete(eventCapacities)
    .where(
      and(eq(eventCapacities.session, unused.session), eq(eventCapacities.quota, unused.quota)),
    );
}
