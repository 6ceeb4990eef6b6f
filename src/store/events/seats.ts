import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { newId } from "../new-id.ts";
import type { Release, SeatState } from "../schema/seats.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { storable } from "../storable.ts";
import { keyOf } from "../unsealing.ts";
import { newPass } from "./pass.ts";
import { GUARDED, type Guard, type Room } from "./places.ts";
import { setBefore } from "./reminders.ts";

/** A seat as the rules see it. Times are ms UTC. */
export interface Seat extends Room {
  readonly id: string;
  readonly event: string;
  readonly occurrence: string;
  readonly person: string;
  readonly state: SeatState;
  readonly places: number;
  readonly position: number;
  readonly pass: string;
  readonly locale: Locale;
  readonly offeredUntil: number | null;
}

/** What a new seat is made of. */
export interface NewSeat extends Room {
  readonly event: string;
  readonly occurrence: string;
  readonly person: string;
  /** Their display name, masked wherever it stands. */
  readonly name: string | undefined;
  readonly state: Exclude<SeatState, "released">;
  readonly places: number;
  readonly locale: Locale;
  readonly guest: string | undefined;
}

interface Counters {
  readonly taken: number;
  readonly held: number;
  readonly waiting: number;
}

/** What a seat counts for in its room: places for those who have one, heads for those who wait. */
export function countersOf(state: SeatState | undefined, places: number): Counters {
  return {
    taken: state === "taken" ? places : 0,
    held: state === "offered" ? places : 0,
    waiting: state === "waiting" ? 1 : 0,
  };
}

/** Parameters $1 to $6 of every change: the room and what its counters change by; $6 switches the guard off. */
const COUNTED = `counted as (
    update event_capacities set taken = taken + $3::integer, held = held + $4::integer,
      waiting = waiting + $5::integer,
      last_position = last_position + 1, changed_at = clock_timestamp()
    where session = $1 and quota = $2
      and ($3::integer + $4::integer <= 0
        or taken + held + $3::integer + $4::integer <= capacity or not $6::boolean)
    returning last_position, waiting)`;

const ADD = `with ${COUNTED}, added as (
  insert into seats (id, event, occurrence, session, quota, person, state, places, position, pass,
    locale, guest_masked, guest_sealed)
  select $7, $8, $9, $1, $2, $10, $11, $12, last_position, $13, $14, $15, $16 from counted
  on conflict (session, person) do update set quota = excluded.quota, state = excluded.state,
    places = excluded.places, position = excluded.position, locale = excluded.locale,
    guest_masked = excluded.guest_masked, guest_sealed = excluded.guest_sealed,
    released = null, offered_until = null, confirmed_at = null, created_at = now(),
    changed_at = now()
  where seats.state = 'released'
  returning id, pass, position
  ), reminded as (${setBefore("(select id, $10::text as person, $11::text as state, $1::text as session from added)")})
  select id, pass, waiting, id <> $7 as "isBack" from counted left join added on true`;

/** A seat that was added. */
export interface AddedSeat {
  readonly id: string;
  readonly pass: string;
  /** How many wait in the room now, with this one. */
  readonly waiting: number;
  /** The person had given up a seat there before, and it is this one. */
  readonly isBack: boolean;
}

/**
 * Adds a seat to a locked room with its reminders, or brings back the one the person gave up in that session
 * (with its pass), and counts it. Undefined when there is no room for it; throws when the person was erased meanwhile.
 */
export async function addSeat(
  transaction: Transaction,
  seat: NewSeat,
  guard: Guard = GUARDED,
): Promise<AddedSeat | undefined> {
  const { taken, held, waiting } = countersOf(seat.state, seat.places);
  const guest = await sealedGuest(transaction, seat);
  const [row] = await sessionOf(transaction).sql.unsafe<(AddedSeat | { readonly id: null })[]>(
    ADD,
    [
      seat.session,
      seat.quota,
      taken,
      held,
      waiting,
      guard.locks,
      newId(),
      seat.event,
      seat.occurrence,
      seat.person,
      seat.state,
      seat.places,
      newPass(),
      seat.locale,
      guest?.masked ?? null,
      guest?.sealed ?? null,
    ],
    { prepare: true },
  );
  if (row?.id === null) throw new Error("A seat was added for somebody who has one already");
  return row;
}

async function sealedGuest(
  transaction: Transaction,
  { person, guest, name }: Pick<NewSeat, "person" | "guest" | "name">,
) {
  if (guest === undefined) return undefined;
  const key = await keyOf(transaction, person);
  if (!key) throw new Error("A seat is asked for by somebody who was erased");
  const names = [guest, ...(name === undefined ? [] : [name])];
  return { masked: mask(guest, names), sealed: seal(key, storable(guest)) };
}

const SEAT = `select id, event, occurrence, session, quota, person, state, places, position, pass,
  locale, (extract(epoch from offered_until) * 1000)::float8 as "offeredUntil" from seats`;

/** Which seat is meant. */
export type SeatChoice =
  | { readonly by: "id"; readonly id: string }
  | { readonly by: "pass"; readonly event: string; readonly pass: string };

/** A seat as it is now; lock its room, then read it again, before changing it. */
export async function findSeat(
  transaction: Transaction,
  choice: SeatChoice,
): Promise<Seat | undefined> {
  const { sql } = sessionOf(transaction);
  const [row] =
    choice.by === "id"
      ? await sql.unsafe<Seat[]>(`${SEAT} where id = $1`, [choice.id], { prepare: true })
      : await sql.unsafe<Seat[]>(
          `${SEAT} where event = $1 and pass = upper($2)`,
          [choice.event, choice.pass],
          { prepare: true },
        );
  return row;
}

/** A person's seats at an event that were not given back, soonest session first. */
export async function activeSeats(
  transaction: Transaction,
  event: string,
  person: string,
): Promise<readonly Seat[]> {
  return sessionOf(transaction).sql.unsafe<Seat[]>(
    `${SEAT} where event = $1 and person = $2 and state <> 'released'
      order by (select starts_at from event_sessions one where one.id = seats.session)`,
    [event, person],
    { prepare: true },
  );
}

/** What a seat becomes. */
export type SeatMove =
  | { readonly to: "taken" }
  /** `forMs` from now, by the database's clock. */
  | { readonly to: "offered"; readonly forMs: number }
  | { readonly to: "released"; readonly why: Release };

const MOVE = `with ${COUNTED}, moved as (
    update seats set state = $8, changed_at = now(), released = $9,
      offered_until = now() + $10::float8 * interval '1 millisecond'
    from counted where id = $7 and state = $11 returning id)
  select moved.id from counted left join moved on true`;

/**
 * Moves a seat of a locked room and its counters with it. False when there is no room for it; throws when the
 * seat is not what the caller read under the lock, which is a bug.
 */
export async function moveSeat(
  transaction: Transaction,
  seat: Seat,
  move: SeatMove,
  guard: Guard = GUARDED,
): Promise<boolean> {
  const [before, after] = [countersOf(seat.state, seat.places), countersOf(move.to, seat.places)];
  const [row] = await sessionOf(transaction).sql.unsafe<{ readonly id: string | null }[]>(
    MOVE,
    [
      seat.session,
      seat.quota,
      after.taken - before.taken,
      after.held - before.held,
      after.waiting - before.waiting,
      guard.locks,
      seat.id,
      move.to,
      move.to === "released" ? move.why : null,
      move.to === "offered" ? move.forMs : null,
      seat.state,
    ],
    { prepare: true },
  );
  if (row?.id === null) throw new Error("A seat was moved that is not what it was read as");
  return row !== undefined;
}
