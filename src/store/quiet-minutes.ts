import type { Transaction } from "../engine/terms.ts";
import { setQuietHours } from "./events/due.ts";
import { sessionOf } from "./session.ts";

/** When somebody wants no reminders and announcements: minutes of the day; equal means never. */
export interface QuietMinutes {
  readonly from: number;
  readonly until: number;
  /** The IANA zone of these minutes. */
  readonly zone: string;
}

/** Remembers when somebody wants to be left alone. */
export async function setQuietMinutes(
  transaction: Transaction,
  person: string,
  { from, until, zone }: QuietMinutes,
): Promise<void> {
  await setQuietHours(transaction, person, { from: clock(from), to: clock(until), zone });
}

/** The quiet hours that count for somebody; none for whoever chose none, since reminders are what people asked for. */
export async function quietMinutesOf(
  transaction: Transaction,
  person: string,
): Promise<QuietMinutes | undefined> {
  const minutes = (column: string) =>
    `(extract(hour from ${column}) * 60 + extract(minute from ${column}))::int`;
  const [row] = await sessionOf(transaction).sql.unsafe<QuietMinutes[]>(
    `select ${minutes("starts_at")} as from, ${minutes("ends_at")} as until, zone
      from quiet_hours where person = $1`,
    [person],
  );
  return row && { from: row.from, until: row.until, zone: row.zone };
}

function clock(minute: number): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
