import type { Transaction } from "../../engine/terms.ts";
import { setQuietHours } from "../events/due.ts";
import { sessionOf } from "../session.ts";

/** When somebody wants no reminders and announcements: minutes of the day; equal means never. */
export interface QuietMinutes {
  readonly from: number;
  readonly until: number;
}

/** Quiet hours for announcements of whoever chose none: 22:00 to 08:00. Reminders they asked for come then too. */
const QUIET_UNLESS_SAID: QuietMinutes = { from: 22 * 60, until: 8 * 60 };
const ZONE = "Asia/Shanghai";

/** Held messages go after everything else of their chat, so that they hold nothing up. */
export const HELD_PRIORITY = 5;

/**
 * SQL for when a message of that purpose may go to that person, if it is an announcement and they have quiet
 * hours at this moment by the database's clock; null when it may go at once. Reminders are put off where they
 * are claimed; a reply, a notice or a receipt never is.
 */
export function quietUntil(purpose: string, person: string): string {
  return `case when ${purpose} = 'broadcast' then (
    select case
      when hours.starts <= hours.ends then
        case when here.clock >= hours.starts and here.clock < hours.ends then here.day + hours.ends end
      when here.clock >= hours.starts then here.day + 1 + hours.ends
      when here.clock < hours.ends then here.day + hours.ends
      end at time zone hours.zone
    from people left join quiet_hours chosen on chosen.person = people.id,
      lateral (select coalesce(chosen.starts_at, '${clock(QUIET_UNLESS_SAID.from)}') as starts,
        coalesce(chosen.ends_at, '${clock(QUIET_UNLESS_SAID.until)}') as ends,
        coalesce(chosen.zone, '${ZONE}') as zone) as hours,
      lateral (select (now() at time zone hours.zone)::time as clock,
        (now() at time zone hours.zone)::date as day) as here
    where people.id = ${person}) end`;
}

/** Remembers when somebody wants to be left alone. */
export async function setQuietMinutes(
  transaction: Transaction,
  person: string,
  { from, until }: QuietMinutes,
): Promise<void> {
  await setQuietHours(transaction, person, { from: clock(from), to: clock(until), zone: ZONE });
}

/** The quiet hours that count for somebody. */
export async function quietMinutesOf(
  transaction: Transaction,
  person: string,
): Promise<QuietMinutes> {
  const minutes = (column: string) =>
    `(extract(hour from ${column}) * 60 + extract(minute from ${column}))::int`;
  const [row] = await sessionOf(transaction).sql.unsafe<QuietMinutes[]>(
    `select ${minutes("starts_at")} as from, ${minutes("ends_at")} as until
      from quiet_hours where person = $1`,
    [person],
  );
  return row ? { from: row.from, until: row.until } : QUIET_UNLESS_SAID;
}

function clock(minute: number): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
