import type { Transaction } from "../../engine/terms.ts";
import type { EventState } from "../schema/events.ts";
import type { SeatState } from "../schema/seats.ts";
import { sessionOf } from "../session.ts";
import { ms, OPENNESS } from "./read.ts";
import type { Openness } from "./views.ts";

/** Names one quota of one session. */
export interface Room {
  readonly session: string;
  readonly quota: string;
}

/** A room's counters, as they are while its lock is held. */
export interface Places extends Room {
  readonly capacity: number;
  /** How many may wait; null for any number. */
  readonly waitlist: number | null;
  readonly taken: number;
  readonly held: number;
  readonly waiting: number;
}

/**
 * Tests only: what happens without the lock and the condition that keep a room from being oversold. The
 * service always uses `GUARDED`.
 */
export interface Guard {
  readonly locks: boolean;
}
export const GUARDED: Guard = { locks: true };

const PLACES = `select session, quota, capacity, waitlist, taken, held, waiting
  from event_capacities`;

/**
 * Locks a room until the end of the transaction: whoever changes a seat in it does this first, also when
 * nothing comes of it, so that all of them happen one after the other. Undefined when there is no such room.
 */
export async function lockPlaces(
  transaction: Transaction,
  { session, quota }: Room,
  { locks }: Guard = GUARDED,
): Promise<Places | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<Places[]>(
    `${PLACES} where session = $1 and quota = $2 ${locks ? "for update" : ""}`,
    [session, quota],
    { prepare: true },
  );
  return row;
}

/** Locks all rooms of an event, or of one session of it, in one order. */
export async function lockAllPlaces(
  transaction: Transaction,
  { event, session }: { readonly event: string; readonly session?: string },
): Promise<readonly Places[]> {
  return sessionOf(transaction).sql.unsafe<Places[]>(
    `${PLACES} where session in (select id from event_sessions
      where event = $1 and ($2::text is null or id = $2))
    order by session collate "C", quota collate "C" for update`,
    [event, session ?? null],
    { prepare: true },
  );
}

/** How a session stands, and what the person has in its event, read after the room was locked. */
export interface Situation {
  readonly event: string;
  readonly occurrence: string;
  readonly eventState: EventState;
  readonly openness: Openness;
  /** ms UTC. */
  readonly opensAt: number | null;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The person's seats on that date that were not given back. */
  readonly mine: readonly {
    readonly seat: string;
    readonly session: string;
    readonly state: Exclude<SeatState, "released">;
  }[];
}

const SITUATION = `select event.id as event, one.occurrence, event.state as "eventState",
    ${OPENNESS} as openness, ${ms("one.opens_at")} as "opensAt",
    ${ms("one.starts_at")} as "startsAt", ${ms("one.ends_at")} as "endsAt",
    coalesce((select json_agg(json_build_object('seat', seat.id, 'session', seat.session,
        'state', seat.state))
      from seats seat where seat.event = event.id and seat.occurrence = one.occurrence
        and seat.person = $2 and seat.state <> 'released'), '[]'::json) as mine
  from event_sessions one join events event on event.id = one.event where one.id = $1`;

/** Undefined when there is no such session. */
export async function situationOf(
  transaction: Transaction,
  session: string,
  person: string,
): Promise<Situation | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<Situation[]>(SITUATION, [session, person], {
    prepare: true,
  });
  return row;
}
