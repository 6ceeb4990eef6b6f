import { eq } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { people } from "../schema/index.ts";
import { sessionOf } from "../session.ts";

/** When somebody wants no reminders and announcements: minutes of the day in Asia/Shanghai; equal means never. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** Quiet hours of whoever chose none: 22:00 to 08:00. */
export const QUIET_UNLESS_SAID: QuietHours = { from: 22 * 60, until: 8 * 60 };

/** Held messages go after everything else of their chat, so that they hold nothing up. */
export const HELD_PRIORITY = 5;

/** What is held: a reply, a notice or a receipt never is. */
const HELD_PURPOSES = "'reminder', 'broadcast'";

/**
 * SQL for when a message of that purpose may go to that person, if they have quiet hours at this moment by the
 * database's clock; null when it may go at once.
 */
export function quietUntil(purpose: string, person: string): string {
  return `case when ${purpose} in (${HELD_PURPOSES}) then (
    select (local.day + make_interval(mins => hours.until)
        + case when hours.minute >= hours.until then interval '1 day' else interval '0' end)
      at time zone 'Asia/Shanghai'
    from people,
      lateral (select date_trunc('day', now() at time zone 'Asia/Shanghai') as day) as local,
      lateral (select coalesce(quiet_from, ${QUIET_UNLESS_SAID.from}) as start,
        coalesce(quiet_until, ${QUIET_UNLESS_SAID.until}) as until,
        (extract(hour from now() at time zone 'Asia/Shanghai') * 60
          + extract(minute from now() at time zone 'Asia/Shanghai'))::int as minute) as hours
    where people.id = ${person} and case
      when hours.start <= hours.until then hours.minute >= hours.start and hours.minute < hours.until
      else hours.minute >= hours.start or hours.minute < hours.until end) end`;
}

/** Remembers when somebody wants to be left alone. */
export async function setQuietHours(
  transaction: Transaction,
  person: string,
  { from, until }: QuietHours,
): Promise<void> {
  await sessionOf(transaction)
    .db.update(people)
    .set({ quietFrom: from, quietUntil: until })
    .where(eq(people.id, person));
}

/** The quiet hours that count for somebody. */
export async function quietHoursOf(transaction: Transaction, person: string): Promise<QuietHours> {
  const [row] = await sessionOf(transaction)
    .db.select({ from: people.quietFrom, until: people.quietUntil })
    .from(people)
    .where(eq(people.id, person));
  if (row?.from == null || row.until === null) return QUIET_UNLESS_SAID;
  return { from: row.from, until: row.until };
}
