import { and, eq, inArray, sql } from "drizzle-orm";
import type { Event } from "../../engine/event.ts";
import type { Transaction } from "../../engine/terms.ts";
import { deliveries, inbound, outbound } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { storable } from "../storable.ts";

const WAITING = inArray(deliveries.state, ["queued", "later"]);

/**
 * Marks broadcasts and receipts as under way, before the call that sends them; returns the ids that may be
 * sent, without those that were cancelled meanwhile.
 */
export async function markSending(
  transaction: Transaction,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction)
    .db.update(deliveries)
    .set({ state: "sending", updatedAt: sql`now()` })
    .where(and(inArray(deliveries.outbound, [...ids]), WAITING))
    .returning({ id: deliveries.outbound });
  return rows.map(({ id }) => id);
}

/**
 * On taking over a token: what its last owner was sending when it stopped may or may not have arrived; what it
 * had claimed, which is queued until its lease ends, is due at once.
 */
export async function markInterrupted(
  transaction: Transaction,
  installations: readonly string[],
): Promise<number> {
  const mine = inArray(deliveries.installation, [...installations]);
  const { db } = sessionOf(transaction);
  const interrupted = await db
    .update(deliveries)
    .set({ state: "uncertain", reason: "interrupted", updatedAt: sql`now()` })
    .where(and(mine, eq(deliveries.state, "sending")))
    .returning({ id: deliveries.outbound });
  await db
    .update(deliveries)
    .set({ dueAt: sql`now()` })
    .where(and(mine, eq(deliveries.state, "queued")));
  return interrupted.length;
}

/** Cancels what has not been sent yet; returns how many that were. */
export async function cancelMessages(
  transaction: Transaction,
  ids: readonly string[],
): Promise<number> {
  const rows = await sessionOf(transaction)
    .db.update(deliveries)
    .set({ state: "cancelled", reason: "cancelled", updatedAt: sql`now()` })
    .where(and(inArray(deliveries.outbound, [...ids]), WAITING))
    .returning({ id: deliveries.outbound });
  return rows.length;
}

/** ms until the next message of these tokens may go, 0 when one may; undefined when none waits. */
export async function msToNextMessage(
  transaction: Transaction,
  installations: readonly string[],
): Promise<number | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({
      ms: sql<number | null>`(extract(epoch from min(${deliveries.dueAt}) - now()) * 1000)::float8`,
    })
    .from(deliveries)
    .where(and(inArray(deliveries.installation, [...installations]), WAITING));
  const ms = row?.ms ?? undefined;
  return ms === undefined ? undefined : Math.max(0, ms);
}

/** The unsent messages of the turn that applied an event: what its redelivery should see to. */
export async function unsentOf(
  transaction: Transaction,
  event: Pick<Event, "installation" | "deliveryKey" | "contentKey">,
): Promise<readonly string[]> {
  const { installation, deliveryKey, contentKey } = event;
  const sameContent =
    contentKey === undefined ? sql`false` : eq(inbound.contentKey, storable(contentKey));
  const rows = await sessionOf(transaction)
    .db.select({ id: outbound.id })
    .from(inbound)
    .innerJoin(
      outbound,
      and(eq(outbound.cause, inbound.lane), eq(outbound.revision, inbound.revision)),
    )
    .innerJoin(deliveries, eq(deliveries.outbound, outbound.id))
    .where(
      and(
        eq(inbound.installation, installation),
        sql`(${eq(inbound.deliveryKey, storable(deliveryKey))} or ${sameContent})`,
        WAITING,
      ),
    )
    .orderBy(outbound.ordinal);
  return rows.map(({ id }) => id);
}
