import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import {
  deliveries,
  effects,
  failedEvents,
  inbound,
  lanes,
  outbound,
  timers,
  transcript,
  turns,
} from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import { type PersonalData, staysBehind } from "./personal-data.ts";
import { wordsOf } from "./words.ts";

/** What a person said to the bot, and where their runs stand. */
export const conversationData: PersonalData<"conversation"> = {
  name: "conversation",
  tables: [lanes, turns, transcript, inbound, timers, effects, failedEvents],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(transcript)
      .where(eq(transcript.lane, person))
      .orderBy(asc(transcript.revision));
    const read = await readerFor(
      transaction,
      rows.map(({ sealed }) => sealed),
    );
    return rows.map(({ saidAt, sealed }) => ({
      at: saidAt,
      fields: { said: wordsOf(read(sealed)) },
    }));
  },
  async open(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select({ open: lanes.openFlow })
      .from(lanes)
      .where(and(eq(lanes.id, person), sql`${lanes.openFlow} is not null`));
    return rows.length;
  },
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    // Raising the revision makes a turn that is being computed right now stale.
    await db
      .update(lanes)
      .set({
        state: null,
        stateFormat: null,
        openFlow: null,
        openStep: null,
        revision: sql`${lanes.revision} + 1`,
      })
      .where(eq(lanes.id, person));
    await db.delete(timers).where(eq(timers.lane, person));
    await db.delete(failedEvents).where(eq(failedEvents.lane, person));
    await db.update(transcript).set({ masked: "" }).where(eq(transcript.lane, person));
  },
  merge: staysBehind,
};

/** Messages to a person, and those their turns caused: to staff, to a group. */
export const messageData: PersonalData<"messages"> = {
  name: "messages",
  tables: [outbound, deliveries],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select({ at: outbound.createdAt, sealed: outbound.sealed, purpose: outbound.purpose })
      .from(outbound)
      .where(or(eq(outbound.toPerson, person), eq(outbound.cause, person)))
      .orderBy(asc(outbound.createdAt), asc(outbound.ordinal));
    const read = await readerFor(
      transaction,
      rows.map(({ sealed }) => sealed),
    );
    return rows.map(({ at, sealed, purpose }) => ({
      at,
      fields: { purpose, message: wordsOf(read(sealed)) },
    }));
  },
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    const theirs = db
      .select({ id: outbound.id })
      .from(outbound)
      .where(or(eq(outbound.toPerson, person), eq(outbound.cause, person)));
    await db
      .update(deliveries)
      .set({ state: "cancelled", reason: "person erased", updatedAt: sql`now()` })
      .where(
        and(inArray(deliveries.outbound, theirs), inArray(deliveries.state, ["queued", "later"])),
      );
    await db
      .update(outbound)
      .set({ masked: "", sealed: null })
      .where(or(eq(outbound.toPerson, person), eq(outbound.cause, person)));
  },
  /** What still waits for them goes to the person they are now. */
  async merge(transaction: Transaction, from, into) {
    const { db } = sessionOf(transaction);
    await db.update(outbound).set({ toPerson: into }).where(eq(outbound.toPerson, from));
    await db.update(deliveries).set({ chat: into }).where(eq(deliveries.chat, from));
  },
};
