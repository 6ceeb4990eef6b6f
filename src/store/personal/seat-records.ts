import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import {
  checkIns,
  eventFeedback,
  eventReminders,
  quietHours,
  seatAnswers,
  seats,
} from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import type { HeldRecord } from "./personal-data.ts";
import { wordsOf } from "./words.ts";

type SeatRow = typeof seats.$inferSelect;

/** A person's seats with all that hangs on them, what they wished to be told of without one, and their quiet hours. */
export async function seatRecords(
  transaction: Transaction,
  person: string,
): Promise<readonly HeldRecord[]> {
  const { db } = sessionOf(transaction);
  const rows = await db
    .select()
    .from(seats)
    .where(eq(seats.person, person))
    .orderBy(asc(seats.createdAt));
  return [
    ...(await recordsOf(transaction, rows)),
    ...(await wishesOf(transaction, person)),
    ...(await hoursOf(transaction, person)),
  ];
}

async function recordsOf(
  transaction: Transaction,
  rows: readonly SeatRow[],
): Promise<readonly HeldRecord[]> {
  const { db } = sessionOf(transaction);
  const ids = rows.map(({ id }) => id);
  const answers = await db.select().from(seatAnswers).where(inArray(seatAnswers.seat, ids));
  const arrivals = await db.select().from(checkIns).where(inArray(checkIns.seat, ids));
  const opinions = await db.select().from(eventFeedback).where(inArray(eventFeedback.seat, ids));
  const read = await readerFor(transaction, [
    ...rows.map(({ guestSealed }) => guestSealed),
    ...answers.map(({ sealed }) => sealed),
    ...opinions.map(({ sealed }) => sealed),
  ]);
  return rows.map((row) => {
    const came = arrivals.find(({ seat }) => seat === row.id);
    const opinion = opinions.find(({ seat }) => seat === row.id);
    return {
      at: row.createdAt,
      fields: {
        event: row.event,
        session: row.session,
        state: row.state,
        pass: row.pass,
        guest: wordsOf(read(row.guestSealed)),
        answers: answers
          .filter(({ seat }) => seat === row.id)
          .map(({ question, option, sealed }) => ({
            question,
            answer: option ?? wordsOf(read(sealed)),
          })),
        ...(came ? { cameAt: moment(came.at) } : {}),
        ...(opinion
          ? { feedback: { rating: opinion.rating, words: wordsOf(read(opinion.sealed)) } }
          : {}),
      },
    };
  });
}

/** Events they asked to be told about (提醒我) and have no seat at. */
async function wishesOf(transaction: Transaction, person: string): Promise<readonly HeldRecord[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(eventReminders)
    .where(and(eq(eventReminders.person, person), isNull(eventReminders.seat)))
    .orderBy(asc(eventReminders.dueAt));
  return rows.map(({ session, kind, state, dueAt }) => ({
    at: undefined,
    fields: { reminder: kind, session, state, dueAt: moment(dueAt) },
  }));
}

async function hoursOf(transaction: Transaction, person: string): Promise<readonly HeldRecord[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(quietHours)
    .where(eq(quietHours.person, person));
  return rows.map(({ startsAt, endsAt, zone }) => ({
    at: undefined,
    fields: { quietHours: { from: startsAt, until: endsAt, zone } },
  }));
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
