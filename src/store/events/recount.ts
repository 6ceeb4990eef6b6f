import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** A room whose counters are not what its seats come to. */
export interface Miscount {
  readonly session: string;
  readonly quota: string;
}

const COUNTED = `select room.session, room.quota,
    coalesce(sum(seat.places) filter (where seat.state = 'taken'), 0)::integer as taken,
    coalesce(sum(seat.places) filter (where seat.state = 'offered'), 0)::integer as held,
    (count(*) filter (where seat.state = 'waiting'))::integer as waiting
  from event_capacities room
  left join seats seat on seat.session = room.session and seat.quota = room.quota
  group by room.session, room.quota`;

/** Counts all seats and compares; none is expected to be wrong, in a transaction that sees one moment. */
export async function recount(transaction: Transaction): Promise<readonly Miscount[]> {
  return sessionOf(transaction).sql.unsafe<Miscount[]>(
    `select room.session, room.quota from event_capacities room join (${COUNTED}) as counted
      using (session, quota)
      where (room.taken, room.held, room.waiting)
        is distinct from (counted.taken, counted.held, counted.waiting)`,
  );
}

/** Sets a locked room's counters to what its seats come to. */
export async function repairCounters(transaction: Transaction, room: Miscount): Promise<void> {
  await sessionOf(transaction).sql.unsafe(
    `update event_capacities room set taken = counted.taken, held = counted.held,
        waiting = counted.waiting, changed_at = clock_timestamp()
      from (${COUNTED}) as counted
      where room.session = $1 and room.quota = $2
        and counted.session = room.session and counted.quota = room.quota`,
    [room.session, room.quota],
  );
}
