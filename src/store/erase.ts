import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { eraseSeats } from "./events/erase-seats.ts";
import { PUBLIC_CHAT } from "./playground-installation.ts";
import {
  accounts,
  broadcastReads,
  caseBindings,
  caseCodes,
  consents,
  consoleLinks,
  consoleSessions,
  deliveries,
  failedEvents,
  installations,
  lanes,
  outbound,
  people,
  playgroundMessages,
  questionFeedback,
  questions,
  spaces,
  staff,
  ticketMessages,
  tickets,
  timers,
  topicChoices,
  transcript,
} from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/**
 * Erases a person: their data key is destroyed, so that everything sealed for them is unreadable, backups
 * included; masked words are emptied, queued messages cancelled, open tickets closed, seats given back, accounts
 * and the tie to their cases forgotten.
 * Runs under way become stale. Call it in a transaction. False when there is nobody to erase.
 */
export async function erasePerson(transaction: Transaction, person: string): Promise<boolean> {
  const { db } = sessionOf(transaction);
  const erased = await db
    .update(people)
    .set({ dataKey: null, masterKey: null, locale: null, erasedAt: sql`now()` })
    .where(and(eq(people.id, person), isNull(people.erasedAt)))
    .returning({ id: people.id });
  if (erased.length === 0) return false;
  await endRuns(transaction, person);
  await emptyMessages(transaction, person);
  await emptyWords(transaction, person);
  await leaveTickets(transaction, person);
  await deleteVisitorChats(transaction, person);
  await eraseSeats(transaction, person);
  await db.delete(accounts).where(eq(accounts.person, person));
  await db.delete(topicChoices).where(eq(topicChoices.person, person));
  await db.delete(broadcastReads).where(eq(broadcastReads.person, person));
  await db.delete(consoleSessions).where(eq(consoleSessions.person, person));
  await db.delete(consoleLinks).where(eq(consoleLinks.person, person));
  await db.delete(caseBindings).where(eq(caseBindings.person, person));
  await db.delete(caseCodes).where(eq(caseCodes.person, person));
  await db.delete(staff).where(eq(staff.person, person));
  await db
    .update(consents)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(consents.person, person), isNull(consents.withdrawnAt)));
  return true;
}

/** Raising the revision makes a turn that is being computed right now stale. */
async function endRuns(transaction: Transaction, person: string): Promise<void> {
  const { db } = sessionOf(transaction);
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
}

/** Messages to the person, and those they caused: to staff, to a group. */
async function emptyMessages(transaction: Transaction, person: string): Promise<void> {
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
}

async function emptyWords(transaction: Transaction, person: string): Promise<void> {
  const { db } = sessionOf(transaction);
  await db.update(transcript).set({ masked: "" }).where(eq(transcript.lane, person));
  await db.update(questions).set({ masked: "", sealed: null }).where(eq(questions.asker, person));
  await db
    .update(questionFeedback)
    .set({ masked: null, sealed: null })
    .where(eq(questionFeedback.person, person));
  const theirs = db.select({ id: tickets.id }).from(tickets).where(eq(tickets.asker, person));
  await db.update(ticketMessages).set({ masked: "" }).where(inArray(ticketMessages.ticket, theirs));
}

/** Their own tickets are closed; what they had taken as staff is open to others again. */
async function leaveTickets(transaction: Transaction, person: string): Promise<void> {
  const { db } = sessionOf(transaction);
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
  await db
    .update(tickets)
    .set({ state: "open", takenBy: null, takenAt: null })
    .where(and(eq(tickets.takenBy, person), eq(tickets.state, "taken")));
}

/** The public chat keeps its own pages, sealed with the service's key: a visitor's go with the visitor. */
async function deleteVisitorChats(transaction: Transaction, person: string): Promise<void> {
  const { db } = sessionOf(transaction);
  const theirs = db
    .select({ platformId: spaces.platformId })
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .innerJoin(spaces, eq(spaces.id, accounts.directSpace))
    .where(and(eq(accounts.person, person), eq(installations.platformId, PUBLIC_CHAT)));
  await db.delete(playgroundMessages).where(inArray(playgroundMessages.space, theirs));
}
