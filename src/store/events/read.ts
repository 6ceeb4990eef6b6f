import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import type { EventView } from "./views.ts";

/** Which events to read. */
export type EventChoice =
  | { readonly by: "code"; readonly code: string }
  | { readonly by: "session"; readonly session: string }
  /** All with a session ahead; drafts and cancelled ones only when asked for. */
  | { readonly by: "ahead"; readonly unpublished: boolean }
  /** Those without a session ahead, the latest first. */
  | { readonly by: "past"; readonly limit: number };

/** An instant as ms UTC. */
export const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** A column in both languages. */
export const texts = (zh: string, en: string) =>
  `case when ${zh} is not null then json_build_object('zh', ${zh}, 'en', ${en}) end`;

/** Whether a session takes sign-ups now; `event` and `one` name its tables. */
export const OPENNESS = `case
  when event.state = 'cancelled' or one.cancelled then 'cancelled'
  when event.state = 'draft' then 'draft'
  when one.ends_at <= now() then 'over'
  when event.state = 'closed' or one.closes_at <= now() then 'closed'
  when one.opens_at > now() then 'not_yet_open'
  else 'open' end`;

const COUNTS = `select json_agg(json_build_object('quota', room.quota,
    'label', ${texts("quota.label_zh", "quota.label_en")}, 'capacity', room.capacity,
    'taken', room.taken, 'held', room.held, 'waiting', room.waiting,
    'waitlist', room.waitlist) order by quota.ordinal nulls last) as quotas,
    sum(room.capacity) as capacity, sum(room.taken) as taken, sum(room.held) as held,
    sum(room.waiting) as waiting, max(room.changed_at) as changed_at
  from event_capacities room
  left join event_quotas quota on quota.event = one.event and quota.key = room.quota
  where room.session = one.id`;

const SESSIONS = `select json_agg(json_build_object('id', one.id, 'occurrence', one.occurrence,
    'key', one.key, 'title', ${texts("one.title_zh", "one.title_en")}, 'openness', ${OPENNESS},
    'startsAt', ${ms("one.starts_at")}, 'endsAt', ${ms("one.ends_at")},
    'opensAt', ${ms("one.opens_at")}, 'closesAt', ${ms("one.closes_at")},
    'quotas', counts.quotas, 'capacity', counts.capacity, 'taken', counts.taken,
    'held', counts.held, 'waiting', counts.waiting, 'changedAt', ${ms("counts.changed_at")})
    order by one.starts_at, one.key)
  from event_sessions one, lateral (${COUNTS}) as counts
  where one.event = event.id and (one.ends_at > now() or not exists (
    select from event_sessions ahead where ahead.event = event.id and ahead.ends_at > now()))`;

const QUESTIONS = `select json_agg(json_build_object('key', question.key,
    'label', ${texts("question.label_zh", "question.label_en")}, 'type', question.type,
    'required', question.required, 'personal', question.personal, 'options', question.options)
    order by question.ordinal)
  from event_questions question where question.event = event.id`;

const QUOTAS = `select json_agg(json_build_object('key', quota.key,
    'label', ${texts("quota.label_zh", "quota.label_en")}, 'capacity', quota.capacity,
    'question', quota.question, 'option', quota.option) order by quota.ordinal)
  from event_quotas quota where quota.event = event.id`;

const EVENT = `select event.id, event.code, event.state, event.kind,
    ${texts("event.title_zh", "event.title_en")} as title,
    ${texts("event.description_zh", "event.description_en")} as description,
    ${texts("event.place_zh", "event.place_en")} as place,
    ${texts("event.bring_zh", "event.bring_en")} as bring,
    event.zone, event.approval, event.guests, array_to_json(event.reminders) as reminders,
    event.plan ->> 'repeats' as repeats, event.poster_version is not null as "hasPoster",
    event.poster_version as "posterVersion", event.sequence,
    coalesce((${QUESTIONS}), '[]'::json) as questions, coalesce((${QUOTAS}), '[]'::json) as quotas,
    coalesce((${SESSIONS}), '[]'::json) as sessions
  from events event`;

const AHEAD = `exists (select from event_sessions ahead
  where ahead.event = event.id and ahead.ends_at > now())`;

const SOONEST = `(select min(ahead.starts_at) from event_sessions ahead
  where ahead.event = event.id and ahead.ends_at > now())`;

const LATEST = `(select max(past.ends_at) from event_sessions past where past.event = event.id)`;

/** The events of a choice with their sessions and counters; those ahead come soonest first. */
export async function findEvents(
  transaction: Transaction,
  choice: EventChoice,
): Promise<readonly EventView[]> {
  const { where, parameters } = conditionOf(choice);
  return sessionOf(transaction).sql.unsafe<EventView[]>(`${EVENT} where ${where}`, parameters, {
    prepare: true,
  });
}

function conditionOf(choice: EventChoice): { where: string; parameters: (string | number)[] } {
  switch (choice.by) {
    case "code":
      return { where: "event.code = upper(trim($1))", parameters: [choice.code] };
    case "session":
      return {
        where: "event.id = (select event from event_sessions where id = $1)",
        parameters: [choice.session],
      };
    case "ahead": {
      const states = choice.unpublished ? "" : "and event.state in ('open', 'closed')";
      return { where: `${AHEAD} ${states} order by ${SOONEST}, event.code`, parameters: [] };
    }
    case "past":
      return {
        where: `not ${AHEAD} order by ${LATEST} desc nulls last, event.code limit $1`,
        parameters: [choice.limit],
      };
  }
}

/** The event with that code, however it is written. */
export async function findEvent(
  transaction: Transaction,
  code: string,
): Promise<EventView | undefined> {
  const [event] = await findEvents(transaction, { by: "code", code });
  return event;
}

/** Whether there is any event at all. */
export async function hasEvents(transaction: Transaction): Promise<boolean> {
  const rows = await sessionOf(transaction).sql.unsafe("select from events limit 1");
  return rows.length > 0;
}
