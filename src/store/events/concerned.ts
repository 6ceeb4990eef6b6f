import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import type { SeatState } from "../schema/seats.ts";
import { sessionOf } from "../session.ts";

/** Somebody with a seat in a session, in whatever state but given back. */
export interface Concerned {
  readonly seat: string;
  readonly person: string;
  readonly state: Exclude<SeatState, "released">;
  readonly locale: Locale;
}

/** Everybody concerned by a change of a session, in the order of asking. */
export async function concernedBy(
  transaction: Transaction,
  session: string,
): Promise<readonly Concerned[]> {
  return sessionOf(transaction).sql.unsafe<Concerned[]>(
    `select id as seat, person, state, locale from seats
      where session = $1 and state <> 'released' order by position`,
    [session],
    { prepare: true },
  );
}

/** Gives all seats of a session back at once, because it was called off; its rooms must be locked. */
export async function releaseAll(transaction: Transaction, session: string): Promise<void> {
  const { sql } = sessionOf(transaction);
  await sql.unsafe(
    `update seats set state = 'released', released = 'cancelled', offered_until = null,
      changed_at = now() where session = $1 and state <> 'released'`,
    [session],
    { prepare: true },
  );
  await sql.unsafe(
    `update event_capacities set taken = 0, held = 0, waiting = 0, changed_at = clock_timestamp()
      where session = $1`,
    [session],
    { prepare: true },
  );
}
