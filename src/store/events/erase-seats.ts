import type { Transaction } from "../../engine/terms.ts";
import type { Release } from "../schema/seats.ts";
import { sessionOf } from "../session.ts";

const LOCK = `select from event_capacities
  where (session, quota) in (select session, quota from seats where person = $1 and state <> 'released')
  order by session collate "C", quota collate "C" for update`;

const release = (why: Release) => `with mine as (
    select seat.id, seat.session, seat.quota, seat.state, seat.places
    from seats seat join event_sessions one on one.id = seat.session
    where seat.person = $1 and seat.state <> 'released' and one.ends_at > now()
  ), counted as (
    update event_capacities room set taken = room.taken - sums.taken, held = room.held - sums.held,
      waiting = room.waiting - sums.waiting, changed_at = clock_timestamp()
    from (select session, quota, sum(case state when 'taken' then places else 0 end) as taken,
        sum(case state when 'offered' then places else 0 end) as held,
        sum(case state when 'waiting' then 1 else 0 end) as waiting
      from mine group by session, quota) as sums
    where room.session = sums.session and room.quota = sums.quota)
  update seats set state = 'released', released = '${why}', offered_until = null, changed_at = now()
  from mine where seats.id = mine.id`;

const FORGET_WORDS = [
  "update seats set guest_masked = null, guest_sealed = null where person = $1",
  "delete from seat_answers where seat in (select id from seats where person = $1)",
  `update event_feedback set masked = null, sealed = null
    where seat in (select id from seats where person = $1)`,
  "delete from event_reminders where person = $1",
];
const FORGET_WISHES = "delete from quiet_hours where person = $1";

/**
 * Gives the seats of a person who is erased back, as far as they are ahead, and forgets what they said. Whoever
 * waits for them is offered the places by the next sweep.
 */
export async function eraseSeats(transaction: Transaction, person: string): Promise<void> {
  await runFor(transaction, person, [LOCK, release("erased"), ...FORGET_WORDS, FORGET_WISHES]);
}

/** The same for whoever takes the consent back that sign-ups rest on; they stay who they are. */
export async function giveUpSeats(transaction: Transaction, person: string): Promise<void> {
  await runFor(transaction, person, [LOCK, release("self"), ...FORGET_WORDS]);
}

async function runFor(
  transaction: Transaction,
  person: string,
  texts: readonly string[],
): Promise<void> {
  for (const text of texts) await sessionOf(transaction).sql.unsafe(text, [person]);
}
