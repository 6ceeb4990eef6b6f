import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

const DAY_AFTER = "10:00";

/** Ids of rows made in SQL: as random as `newId`, without being asked for one by one. */
const ID = "replace(gen_random_uuid()::text, '-', '')";

const INSERT = `insert into event_reminders
  (id, kind, person, session, seat, minutes, due_at, useful_until)`;
const ONCE = `on conflict (session, person, kind, minutes) where state = 'due'
  do update set seat = excluded.seat, due_at = excluded.due_at,
    useful_until = excluded.useful_until`;

/**
 * Writes the reminders before a session for those of `seats` (id, person, state, session) who come, and the
 * word to those who still wait a day before; only what is still ahead.
 */
export const setBefore = (seats: string) => `${INSERT}
  select ${ID}, 'before', seat.person, one.id, seat.id, before.minutes,
    one.starts_at - before.minutes * interval '1 minute', one.starts_at
  from ${seats} as seat join event_sessions one on one.id = seat.session
  join events event on event.id = one.event, unnest(event.reminders) as before(minutes)
  where seat.state = 'taken' and not one.cancelled
    and one.starts_at - before.minutes * interval '1 minute' > now()
  union all select ${ID}, 'waiting', seat.person, one.id, seat.id, 0,
    one.starts_at - interval '1 day', one.starts_at - interval '2 hours'
  from ${seats} as seat join event_sessions one on one.id = seat.session
  where seat.state = 'waiting' and not one.cancelled
    and one.starts_at - interval '1 day' > now()
  ${ONCE}`;

/** A session's people: all of them, or the one with a seat. */
const REMIND_BEFORE = setBefore(`(select id, person, state, session from seats
  where session = $1 and ($2::text is null or id = $2))`);

/** Sets the reminders before a session by its times as they are; `seat`: for that one alone. */
export async function remindBefore(
  transaction: Transaction,
  session: string,
  seat?: string,
): Promise<void> {
  await sessionOf(transaction).sql.unsafe(REMIND_BEFORE, [session, seat ?? null], {
    prepare: true,
  });
}

/**
 * Sets the word that an offer is about to end, of one seat or of all in a session: half an hour before, of a
 * short one in its last quarter.
 */
export async function remindOfOffers(
  transaction: Transaction,
  { seat, session }: { readonly seat?: string; readonly session?: string },
): Promise<void> {
  await sessionOf(transaction).sql.unsafe(
    `${INSERT} select ${ID}, 'offer_ending', person, session, id, 0,
        offered_until - least(interval '30 minutes', (offered_until - now()) / 4), offered_until
      from seats where (id = $1 or session = $2) and state = 'offered' and offered_until > now()
      ${ONCE}`,
    [seat ?? null, session ?? null],
    { prepare: true },
  );
}

/** Sets the question how it was, the day after at ten, to one who came. */
export async function askAfterwards(transaction: Transaction, seat: string): Promise<void> {
  await sessionOf(transaction).sql.unsafe(
    `${INSERT} select ${ID}, 'feedback', seat.person, one.id, seat.id, 0, after.at,
        after.at + interval '3 days'
      from seats seat join event_sessions one on one.id = seat.session
      join events event on event.id = one.event,
      lateral (select ((one.ends_at at time zone event.zone)::date + 1 + time '${DAY_AFTER}')
        at time zone event.zone as at) as after
      where seat.id = $1 ${ONCE}`,
    [seat],
    { prepare: true },
  );
}

/** What somebody asked to be told of. */
export interface WishedReminder {
  readonly about: "opens" | "starts";
  /** ms UTC. */
  readonly at: number;
}

/**
 * Sets a reminder for somebody without a seat: when sign-up opens, else a day (or two hours) before the start.
 * Undefined when it is too late for any.
 */
export async function remindOnWish(
  transaction: Transaction,
  session: string,
  person: string,
): Promise<WishedReminder | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<WishedReminder[]>(
    `with wished as (
      select one.id, case when one.opens_at > now() then 'opens' else 'before' end as kind,
        case when one.opens_at > now() then one.opens_at
          when one.starts_at - interval '1 day' > now() then one.starts_at - interval '1 day'
          else one.starts_at - interval '2 hours' end as due_at,
        case when one.opens_at > now() then one.closes_at else one.starts_at end as useful_until
      from event_sessions one where one.id = $1 and not one.cancelled
    ), added as (
      ${INSERT} select ${ID}, kind, $2, id, null, 0, due_at, useful_until from wished
      where due_at > now() ${ONCE} returning kind, due_at)
    select case kind when 'opens' then 'opens' else 'starts' end as about,
      (extract(epoch from due_at) * 1000)::float8 as at from added`,
    [session, person],
    { prepare: true },
  );
  return row;
}

/** Drops what was still to be said about a seat. */
export async function dropReminders(transaction: Transaction, seat: string): Promise<void> {
  await sessionOf(transaction).sql.unsafe(
    "delete from event_reminders where seat = $1 and state = 'due'",
    [seat],
    { prepare: true },
  );
}

/**
 * Said late, but still to be said: it came due by the session's times as they are, and waits for its worker or for
 * the end of its reader's quiet hours.
 */
const OVERDUE = `reminder.seat is not null and not one.cancelled and event.state <> 'cancelled'
  and case reminder.kind
    when 'before' then reminder.minutes = any(event.reminders)
      and reminder.useful_until = one.starts_at
      and one.starts_at - reminder.minutes * interval '1 minute' <= now()
    when 'waiting' then reminder.useful_until = one.starts_at - interval '2 hours'
      and one.starts_at - interval '1 day' <= now()
    else false end`;

/** Drops what was still to be said about a session, but what is overdue; returns those who had asked to be told without a seat. */
export async function dropSessionReminders(
  transaction: Transaction,
  session: string,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ person: string; seat: string | null }[]>(
    `delete from event_reminders reminder using event_sessions one, events event
      where one.id = reminder.session and event.id = one.event and reminder.session = $1
        and reminder.state = 'due' and reminder.kind <> 'feedback' and not (${OVERDUE})
      returning reminder.person, reminder.seat`,
    [session],
    { prepare: true },
  );
  return rows.filter(({ seat }) => seat === null).map(({ person }) => person);
}
