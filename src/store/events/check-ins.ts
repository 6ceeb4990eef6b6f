import type { Transaction } from "../../engine/terms.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { storable } from "../storable.ts";
import { keyOf } from "../unsealing.ts";

/** How somebody was let in. */
export type CheckInWay = "pass" | "person" | "code" | "walk_in";

/** A check-in: the first one of the seat, whoever asks. */
export interface CheckIn {
  readonly isFirst: boolean;
  /** ms UTC. */
  readonly at: number;
}

const CHECK_IN = `with added as (
    insert into check_ins (seat, by, way) values ($1, $2, $3)
    on conflict (seat) do nothing returning at),
  shown as (update seats set no_show = false where id = $1 and no_show)
  select (extract(epoch from at) * 1000)::float8 as at from added`;

/** Checks a seat in, once; a repeat says when it was. The seat's room must be locked. */
export async function checkIn(
  transaction: Transaction,
  seat: string,
  by: string,
  way: CheckInWay,
): Promise<CheckIn> {
  const { sql } = sessionOf(transaction);
  const [added] = await sql.unsafe<{ at: number }[]>(CHECK_IN, [seat, by, way], { prepare: true });
  if (added) return { isFirst: true, at: added.at };
  const [row] = await sql.unsafe<{ at: number }[]>(
    "select (extract(epoch from at) * 1000)::float8 as at from check_ins where seat = $1",
    [seat],
    { prepare: true },
  );
  if (!row) throw new Error("A check-in vanished while it was being looked at");
  return { isFirst: false, at: row.at };
}

/** Whether it is the session's day, by the database's clock in the event's zone. */
export async function isToday(transaction: Transaction, session: string): Promise<boolean> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ today: boolean }[]>(
    `select (now() at time zone event.zone)::date between
        (one.starts_at at time zone event.zone)::date and (one.ends_at at time zone event.zone)::date
        as today
      from event_sessions one join events event on event.id = one.event where one.id = $1`,
    [session],
    { prepare: true },
  );
  return row?.today ?? false;
}

/** The session of an event whose day it is, the nearest to now; undefined when there is none. */
export async function sessionToday(
  transaction: Transaction,
  event: string,
): Promise<string | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ id: string }[]>(
    `select one.id from event_sessions one join events event on event.id = one.event
      where one.event = $1 and not one.cancelled and (now() at time zone event.zone)::date between
        (one.starts_at at time zone event.zone)::date and (one.ends_at at time zone event.zone)::date
      order by abs(extract(epoch from one.starts_at - now())) limit 1`,
    [event],
    { prepare: true },
  );
  return row?.id;
}

/**
 * Marks those who did not come to sessions that are over, where anybody was checked in at all: without that,
 * nobody kept the door. Returns how many were marked.
 */
export async function markNoShows(transaction: Transaction): Promise<number> {
  const rows = await sessionOf(transaction).sql.unsafe(
    `update seats seat set no_show = true
      from event_sessions one where one.id = seat.session and one.ends_at <= now()
        and not one.cancelled and seat.state = 'taken' and not seat.no_show
        and not exists (select from check_ins where check_ins.seat = seat.id)
        and exists (select from check_ins other join seats theirs on theirs.id = other.seat
          where theirs.session = seat.session)
      returning seat.id`,
  );
  return rows.length;
}

/** A word on how it was. */
export interface Feedback {
  readonly seat: string;
  readonly person: string;
  /** 1 to 3, 3 the best. */
  readonly rating: number;
  readonly words: string | undefined;
}

/** Keeps a rating, over an earlier one; false when the person was not checked in. */
export async function keepFeedback(
  transaction: Transaction,
  { seat, person, rating, words }: Feedback,
): Promise<boolean> {
  const key = words === undefined ? undefined : await keyOf(transaction, person);
  const rows = await sessionOf(transaction).sql.unsafe(
    `insert into event_feedback (seat, rating, masked, sealed)
      select seat, $2, $3, $4 from check_ins where seat = $1
      on conflict (seat) do update set rating = excluded.rating,
        masked = coalesce(excluded.masked, event_feedback.masked),
        sealed = coalesce(excluded.sealed, event_feedback.sealed), at = now()
      returning seat`,
    [
      seat,
      rating,
      words === undefined ? null : mask(words),
      key && words !== undefined ? seal(key, storable(words)) : null,
    ],
    { prepare: true },
  );
  return rows.length > 0;
}
