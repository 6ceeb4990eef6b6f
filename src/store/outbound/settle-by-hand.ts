import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { deliveries } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { LEFT, UNCERTAIN } from "./uncertain.ts";

const BY_STAFF = "confirmed by staff";

/** Somebody saw a message where it should be. What the platform calls it nobody knows all the same. */
export async function markArrived(transaction: Transaction, id: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(deliveries)
    .set({ state: "sent", reason: BY_STAFF, updatedAt: sql`now()` })
    .where(eq(deliveries.outbound, id));
}

/** Sends a message once more, as soon as its token's owner hears of it. Its tries go on being counted. */
export async function queueAgain(transaction: Transaction, id: string): Promise<void> {
  const { db, sql: plain } = sessionOf(transaction);
  await db
    .update(deliveries)
    .set({ state: "queued", reason: null, dueAt: sql`now()`, updatedAt: sql`now()` })
    .where(eq(deliveries.outbound, id));
  await plain.unsafe("select pg_notify('outbound', $1)", [id]);
}

/** Lets a message be as uncertain as it is. */
export async function leaveMessage(transaction: Transaction, id: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(deliveries)
    .set({ reason: LEFT })
    .where(eq(deliveries.outbound, id));
}

const LEAVE_ALL = `
  update deliveries set reason = '${LEFT}' where outbound in (
    select fate.outbound from ${UNCERTAIN} and message.purpose in ('broadcast', 'amendment')
      and split_part(message.cause, ':', 2) = $1)`;

/** The same for every message of an announcement; returns how many they were. */
export async function leaveMessagesOf(
  transaction: Transaction,
  announcement: string,
): Promise<number> {
  const { count } = await sessionOf(transaction).sql.unsafe(LEAVE_ALL, [announcement]);
  return count;
}
