import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import type { ReminderKind } from "../schema/reminders.ts";
import { sessionOf } from "../session.ts";
import { SESSION_FACTS, type SessionFacts } from "./session-facts.ts";

/** A reminder that is to be said now, with what there is to say. */
export interface DueReminder extends SessionFacts {
  readonly id: string;
  readonly kind: ReminderKind;
  readonly person: string;
  /** Null for somebody without a seat. */
  readonly seat: string | null;
  readonly locale: Locale;
  /** ms UTC; null unless offered. */
  readonly offeredUntil: number | null;
  /** In the queue, from 1; null unless waiting. */
  readonly inQueue: number | null;
}

/** What a batch came to. */
export interface ClaimedReminders {
  /** Rows settled or put off; 0 when nothing is due. */
  readonly count: number;
  readonly say: readonly DueReminder[];
}

/** What is put off must still leave its reader some time. */
const LEFT_AFTER_QUIET = "interval '10 minutes'";

/** The end of a person's quiet hours if now lies in them; null otherwise, or when they set none. */
const QUIET_UNTIL = `select case
    when hours.starts_at <= hours.ends_at then
      case when here.clock >= hours.starts_at and here.clock < hours.ends_at
        then here.day + hours.ends_at end
    when here.clock >= hours.starts_at then here.day + 1 + hours.ends_at
    when here.clock < hours.ends_at then here.day + hours.ends_at
    end at time zone hours.zone as until
  from (select (now() at time zone hours.zone)::time as clock,
    (now() at time zone hours.zone)::date as day) as here`;

const CLAIM = `with due as (
    select id, person, kind, useful_until from event_reminders
    where state = 'due' and due_at <= now()
    order by due_at limit $1 for update skip locked
  ), judged as (
    select due.id, quiet.until, case
      when due.useful_until <= now() then 'skipped'
      when due.kind <> 'opens' and quiet.until + ${LEFT_AFTER_QUIET} <= due.useful_until then 'due'
      else 'said' end as state
    from due left join quiet_hours hours on hours.person = due.person
    left join lateral (${QUIET_UNTIL}) as quiet on true
  ), settled as (
    update event_reminders reminder set state = judged.state,
      due_at = case when judged.state = 'due' then judged.until else reminder.due_at end,
      settled_at = case when judged.state <> 'due' then now() end
    from judged where judged.id = reminder.id
    returning reminder.*
  )
  select settled.id, settled.state, settled.kind, settled.person, settled.seat,
    coalesce(seat.locale, 'zh-CN') as locale,
    (extract(epoch from seat.offered_until) * 1000)::float8 as "offeredUntil",
    case when settled.kind = 'waiting' then (select count(*)::integer from seats before
      where before.session = seat.session and before.quota = seat.quota
        and before.state = 'waiting' and before.position <= seat.position) end as "inQueue",
    ${SESSION_FACTS}
  from settled join event_sessions one on one.id = settled.session
  join events event on event.id = one.event
  left join seats seat on seat.id = settled.seat`;

/**
 * Takes reminders that are due by the database's clock and settles them, so that each is said once, by whoever
 * commits first. What helps nobody any more is dropped, what falls into a person's quiet hours and can wait is
 * due at their end.
 */
export async function claimReminders(
  transaction: Transaction,
  limit: number,
): Promise<ClaimedReminders> {
  const rows = await sessionOf(transaction).sql.unsafe<(DueReminder & { state: string })[]>(
    CLAIM,
    [limit],
    { prepare: true },
  );
  return { count: rows.length, say: rows.filter(({ state }) => state === "said") };
}

/** ms until the next reminder or the end of an offer, 0 when one is due; undefined when there is none. */
export async function msToNextReminder(transaction: Transaction): Promise<number | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ ms: number | null }[]>(
    `select (extract(epoch from least(
        (select min(due_at) from event_reminders where state = 'due'),
        (select min(offered_until) from seats where state = 'offered')) - clock_timestamp()) * 1000
      )::float8 as ms`,
  );
  const ms = row?.ms ?? undefined;
  return ms === undefined ? undefined : Math.max(0, ms);
}

/** When a person wants to be left alone by what can wait: wall times such as 22:00, in a zone. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** Sets a person's quiet hours, or forgets them when undefined. */
export async function setQuietHours(
  transaction: Transaction,
  person: string,
  hours: QuietHours | undefined,
): Promise<void> {
  const { sql } = sessionOf(transaction);
  if (!hours) {
    await sql.unsafe("delete from quiet_hours where person = $1", [person]);
    return;
  }
  await sql.unsafe(
    `insert into quiet_hours (person, starts_at, ends_at, zone) values ($1, $2, $3, $4)
      on conflict (person) do update set starts_at = excluded.starts_at,
        ends_at = excluded.ends_at, zone = excluded.zone`,
    [person, hours.from, hours.to, hours.zone],
  );
}
