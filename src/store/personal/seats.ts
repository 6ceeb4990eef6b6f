import type { Transaction } from "../../engine/terms.ts";
import { eraseSeats, giveUpSeats } from "../events/erase-seats.ts";
import { lockPlaces } from "../events/places.ts";
import { dropReminders } from "../events/reminders.ts";
import { findSeat, moveSeat } from "../events/seats.ts";
import {
  checkIns,
  eventFeedback,
  eventReminders,
  quietHours,
  seatAnswers,
  seats,
} from "../schema/index.ts";
import type { Release } from "../schema/seats.ts";
import { sessionOf } from "../session.ts";
import type { PersonalData } from "./personal-data.ts";
import { seatRecords } from "./seat-records.ts";

/** Sign-ups for events, with the answers given, who came, and when reminders may come. */
export const seatData: PersonalData<"seats"> = {
  name: "seats",
  tables: [seats, seatAnswers, checkIns, eventFeedback, eventReminders, quietHours],
  held: seatRecords,
  open: async (transaction, person) => (await activeSeatsOf(transaction, person)).length,
  erase: eraseSeats,
  merge,
  consent: { purpose: "event", withdraw: giveUpSeats },
};

async function activeSeatsOf(transaction: Transaction, person: string): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string }[]>(
    `select id from seats where person = $1 and state <> 'released'
      order by session collate "C", quota collate "C"`,
    [person],
  );
  return rows.map(({ id }) => id);
}

/** Frees the places; whoever waits is offered them by the sweep that fills rooms. */
async function giveBack(transaction: Transaction, id: string, why: Release): Promise<void> {
  const room = await findSeat(transaction, { by: "id", id });
  if (!room) return;
  await lockPlaces(transaction, room);
  const seat = await findSeat(transaction, { by: "id", id });
  if (!seat || seat.state === "released") return;
  await moveSeat(transaction, seat, { to: "released", why });
  await dropReminders(transaction, id);
}

/** What counts most first: a seat, one kept for them, a request, a place in the queue. */
const WORTH = "array_position(array['taken', 'offered', 'requested', 'waiting'], $.state)";
const worth = (row: string) => WORTH.replace("$", row);

/**
 * Where both have a seat for the same date, what counts more stays, between equals that of the person they become,
 * and the other is given back.
 */
async function merge(transaction: Transaction, from: string, into: string): Promise<void> {
  const { sql } = sessionOf(transaction);
  const doubled = await sql.unsafe<{ id: string }[]>(
    `select case when ${worth("mine")} < ${worth("theirs")} then theirs.id else mine.id end as id
      from seats mine join seats theirs on theirs.person = $2
        and theirs.event = mine.event and theirs.occurrence = mine.occurrence
        and theirs.state <> 'released'
      where mine.person = $1 and mine.state <> 'released'
      order by mine.session collate "C", mine.quota collate "C"`,
    [from, into],
  );
  for (const id of new Set(doubled.map((row) => row.id))) {
    await giveBack(transaction, id, "self");
  }
  // One row for each person and session: a seat given up makes way for the one that counts.
  await sql.unsafe(
    `delete from seats gone using seats kept
      where gone.session = kept.session and gone.state = 'released'
        and (gone.person = $2 and kept.person = $1 and kept.state <> 'released'
          or gone.person = $1 and kept.person = $2)`,
    [from, into],
  );
  await sql.unsafe("update seats set person = $2 where person = $1", [from, into]);
  await sql.unsafe(
    `delete from event_reminders mine using event_reminders theirs
      where mine.person = $1 and theirs.person = $2 and mine.session = theirs.session
        and mine.kind = theirs.kind and mine.minutes = theirs.minutes
        and mine.state = 'due' and theirs.state = 'due'`,
    [from, into],
  );
  await sql.unsafe("update event_reminders set person = $2 where person = $1", [from, into]);
  await sql.unsafe(
    `update quiet_hours set person = $2 where person = $1
      and not exists (select from quiet_hours where person = $2)`,
    [from, into],
  );
  await sql.unsafe("delete from quiet_hours where person = $1", [from]);
}
