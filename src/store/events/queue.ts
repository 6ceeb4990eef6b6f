import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import type { Room } from "./places.ts";
import { findSeat, type Seat } from "./seats.ts";

/**
 * The one who waits longest and whose places fit into those that are free: a party of two is passed over while
 * a single place is free, and keeps its position. Nobody once the session has begun or was called off.
 */
export async function firstWaiting(
  transaction: Transaction,
  { session, quota }: Room,
  free: number,
): Promise<Seat | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ id: string }[]>(
    `select seat.id from seats seat
      join event_sessions one on one.id = seat.session and not one.cancelled
      join events event on event.id = seat.event and event.state in ('open', 'closed')
      where seat.session = $1 and seat.quota = $2 and seat.state = 'waiting' and seat.places <= $3
        and one.starts_at > now()
      order by seat.position limit 1`,
    [session, quota, free],
    { prepare: true },
  );
  return row && findSeat(transaction, { by: "id", id: row.id });
}

/** Rooms with free places and somebody waiting: something went wrong there, or their capacity was raised. */
export async function unfilledRooms(
  transaction: Transaction,
  limit: number,
): Promise<readonly Room[]> {
  return sessionOf(transaction).sql.unsafe<Room[]>(
    `select room.session, room.quota from event_capacities room
      join event_sessions one on one.id = room.session and not one.cancelled
      join events event on event.id = one.event and event.state in ('open', 'closed')
      where room.waiting > 0 and room.taken + room.held < room.capacity and one.starts_at > now()
        and exists (select from seats seat where seat.session = room.session
          and seat.quota = room.quota and seat.state = 'waiting'
          and seat.places <= room.capacity - room.taken - room.held)
      order by room.session collate "C", room.quota collate "C" limit $1`,
    [limit],
    { prepare: true },
  );
}

/** Seats whose offer is over by the database's clock, the longest over first. */
export async function expiredOffers(
  transaction: Transaction,
  limit: number,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string }[]>(
    `select id from seats where state = 'offered' and offered_until <= now()
      order by offered_until limit $1`,
    [limit],
    { prepare: true },
  );
  return rows.map(({ id }) => id);
}
