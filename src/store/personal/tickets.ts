import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { ticketMessages, tickets } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { keyOf, readerFor } from "../unsealing.ts";
import type { HeldRecord, PersonalData } from "./personal-data.ts";
import { wordsOf } from "./words.ts";

/** Questions a person handed to a desk, with both sides' words and the number to call. */
export const ticketData: PersonalData<"tickets"> = {
  name: "tickets",
  tables: [tickets, ticketMessages],
  held,
  async open(transaction, person) {
    const [row] = await sessionOf(transaction)
      .db.select({ open: count() })
      .from(tickets)
      .where(and(eq(tickets.asker, person), inArray(tickets.state, ["open", "taken"])));
    return row?.open ?? 0;
  },
  async erase(transaction, person) {
    await closeAll(transaction, person);
    const { db } = sessionOf(transaction);
    // What they had taken as staff is open to others again.
    await db
      .update(tickets)
      .set({ state: "open", takenBy: null, takenAt: null })
      .where(and(eq(tickets.takenBy, person), eq(tickets.state, "taken")));
  },
  async merge(transaction, from, into) {
    const { db } = sessionOf(transaction);
    await db.update(tickets).set({ asker: into }).where(eq(tickets.asker, from));
    await db.update(tickets).set({ takenBy: into }).where(eq(tickets.takenBy, from));
    await db.update(ticketMessages).set({ person: into }).where(eq(ticketMessages.person, from));
  },
  consent: {
    purpose: "ticket",
    async withdraw(transaction, person) {
      await closeAll(transaction, person);
      const key = await keyOf(transaction, person);
      if (!key) return;
      const { db } = sessionOf(transaction);
      const mine = db.select({ id: tickets.id }).from(tickets).where(eq(tickets.asker, person));
      await db.delete(ticketMessages).where(inArray(ticketMessages.ticket, mine));
      await db
        .update(tickets)
        .set({ sealed: seal(key, "") })
        .where(eq(tickets.asker, person));
    },
  },
};

async function held(transaction: Transaction, person: string): Promise<readonly HeldRecord[]> {
  const { db } = sessionOf(transaction);
  const rows = await db
    .select()
    .from(tickets)
    .where(eq(tickets.asker, person))
    .orderBy(asc(tickets.createdAt));
  const thread = await db
    .select()
    .from(ticketMessages)
    .where(
      inArray(
        ticketMessages.ticket,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(ticketMessages.id));
  const read = await readerFor(transaction, [
    ...rows.flatMap(({ sealed, contactSealed, ratingSealed }) => [
      sealed,
      contactSealed,
      ratingSealed,
    ]),
    ...thread.map(({ sealed }) => sealed),
  ]);
  return rows.map((row) => ({
    at: row.createdAt,
    fields: {
      code: row.code,
      state: row.state,
      desk: row.desk,
      question: wordsOf(read(row.sealed)),
      phone: wordsOf(read(row.contactSealed)),
      rating: row.rating,
      ratingReason: wordsOf(read(row.ratingSealed)),
      messages: thread
        .filter(({ ticket }) => ticket === row.id)
        .map(({ author, sealed, at }) => ({
          author,
          at: new Date(at).toISOString(),
          words: wordsOf(read(sealed)),
        })),
    },
  }));
}

/** Their tickets end, and nothing of the words can be searched any more. */
async function closeAll(transaction: Transaction, person: string): Promise<void> {
  const { db } = sessionOf(transaction);
  const mine = db.select({ id: tickets.id }).from(tickets).where(eq(tickets.asker, person));
  await db.update(ticketMessages).set({ masked: "" }).where(inArray(ticketMessages.ticket, mine));
  await db
    .update(tickets)
    .set({
      state: "closed",
      closedAt: sql`coalesce(${tickets.closedAt}, now())`,
      masked: "",
      contactSealed: null,
      ratingMasked: null,
      ratingSealed: null,
    })
    .where(eq(tickets.asker, person));
}
