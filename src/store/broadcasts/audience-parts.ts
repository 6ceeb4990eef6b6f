import type { Platform } from "../../engine/adapter.ts";

/** Part of an audience: who it names. Whoever is named by several parts gets one copy. */
export type AudiencePart =
  /** Every group and channel but those of staff; with a tag only those that carry it. */
  | {
      readonly kind: "groups";
      readonly platform?: Platform | undefined;
      readonly tag?: string | undefined;
    }
  /** Everybody who has ever written to the bot. */
  | { readonly kind: "everyone"; readonly platform?: Platform | undefined }
  /** Whoever subscribed to a topic. */
  | { readonly kind: "topic"; readonly topic: string }
  | { readonly kind: "people"; readonly people: readonly string[] }
  /** Whoever got an earlier announcement. */
  | { readonly kind: "received"; readonly broadcast: string }
  /** Whoever signed up for an event and has a seat, waits for one or gave theirs up. */
  | {
      readonly kind: "event";
      readonly code: string;
      readonly seats: readonly SeatGroup[];
      /** A date, a group or `date/group`; without a date every session still to come, else the last ones. */
      readonly session?: string | undefined;
    }
  /** Whoever has bound an application of that programme, whatever its status when none is named. */
  | { readonly kind: "case"; readonly programme: string; readonly statuses: readonly string[] };

/** How somebody who signed up stands. */
export const SEAT_GROUPS = ["seated", "waiting", "gave_up"] as const;
export type SeatGroup = (typeof SEAT_GROUPS)[number];

/** What a placeholder can stand for. */
export type Value = string | boolean | null;

/** Rows of `person, space`, and the values their SQL refers to from `$first` on. */
export interface Selection {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Whom a part of an audience names. */
export function selectionOf(part: AudiencePart, first: number): Selection {
  const [one, two] = [`$${first}::text`, `$${first + 1}::text`];
  switch (part.kind) {
    case "groups":
      return {
        sql: `select null::text as person, spaces.id as space from spaces
          join installations on installations.id = spaces.installation
          where spaces.kind <> 'direct' and (${one} is null or installations.platform = ${one})
            and (${two} is not null and ${two} = any (spaces.tags)
              or ${two} is null and not 'staff' = any (spaces.tags))`,
        values: [part.platform ?? null, part.tag ?? null],
      };
    case "everyone":
      return {
        sql: `select accounts.person, null::text as space from accounts
          join installations on installations.id = accounts.installation
          where ${one} is null or installations.platform = ${one}`,
        values: [part.platform ?? null],
      };
    case "topic":
      return {
        sql: `select person, null::text as space from topic_choices
          where topic = ${one} and choice = 'subscribed'`,
        values: [part.topic],
      };
    case "people":
      return {
        sql: `select json_array_elements_text(${one}::json) as person, null::text as space`,
        values: [JSON.stringify(part.people)],
      };
    case "received":
      return {
        sql: `select earlier.person, earlier.space from broadcast_recipients earlier
          join deliveries fate on fate.outbound = earlier.outbound
          where earlier.broadcast = ${one} and fate.state in ('sent', 'uncertain')`,
        values: [part.broadcast],
      };
    case "event":
      return {
        sql: eventSql([one, two, `$${first + 2}::text`]),
        values: [part.code, JSON.stringify(part.seats), part.session ?? null],
      };
    case "case":
      return {
        sql: `select case_bindings.person, null::text as space from case_bindings
          join cases on cases.id = case_bindings.case_id
          where cases.programme = ${one} and cases.visible
            and (json_array_length(${two}::json) = 0
              or cases.status in (select json_array_elements_text(${two}::json)))`,
        values: [part.programme, JSON.stringify(part.statuses)],
      };
  }
}

/** Whoever has asked for another session of the same day has not given up. */
function eventSql([code, groups, session]: readonly [string, string, string]): string {
  return `
    select seat.person, null::text as space from seats seat
    join events on events.id = seat.event
    join event_sessions its on its.id = seat.session
    where events.code = ${code}
      and ${inSession(session)}
      and case
        when seat.state = 'taken' then 'seated'
        when seat.state in ('requested', 'waiting', 'offered') then 'waiting'
        when seat.released in ('self', 'declined', 'expired') and not exists (
          select from seats other where other.event = seat.event
            and other.occurrence = seat.occurrence and other.person = seat.person
            and other.state <> 'released') then 'gave_up'
        end in (select json_array_elements_text(${groups}::json))`;
}

/** Whether a session, called `its` beside its event in `events`, is one that the words name. */
export function inSession(words: string): string {
  return `(
    ${words} in (left(its.starts_local, 10), left(its.starts_local, 10) || '/' || its.key)
    or (${words} is null or ${words} = its.key) and its.occurrence in (
      select occurrence from event_sessions every
      where every.event = events.id and every.ends_at >= least(now(),
        (select max(ends_at) from event_sessions where event = events.id))))`;
}
