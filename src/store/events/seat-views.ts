import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import { answersOf } from "./answers.ts";
import { ms, texts } from "./read.ts";
import type { RosterRow, SeatView } from "./views.ts";

const COLUMNS = `seat.id as seat, event.code, seat.session, seat.quota, seat.state, seat.person,
  case when seat.state = 'waiting' then (select count(*)::integer from seats before
    where before.session = seat.session and before.quota = seat.quota
      and before.state = 'waiting' and before.position <= seat.position) end as place,
  ${ms("seat.offered_until")} as "offeredUntil", seat.pass, seat.places, seat.guest_sealed,
  ${texts("event.title_zh", "event.title_en")} as title,
  ${texts("one.title_zh", "one.title_en")} as "sessionTitle",
  ${texts("event.place_zh", "event.place_en")} as venue,
  ${texts("event.bring_zh", "event.bring_en")} as bring,
  ${ms("one.starts_at")} as "startsAt", ${ms("one.ends_at")} as "endsAt", event.zone,
  event.sequence, seat.confirmed_at is not null as confirmed,
  (select ${ms("at")} from check_ins where check_ins.seat = seat.id) as "checkedInAt",
  seat.no_show as "noShow", seat.locale`;

const FROM = `from seats seat join event_sessions one on one.id = seat.session
  join events event on event.id = seat.event`;

/** Which of a person's own seats to show. */
export type OwnSeats =
  /** Those that were not given back, of sessions that are not over. */
  { readonly person: string; readonly seat?: string };

interface Row extends Omit<SeatView, "answers" | "guest"> {
  readonly guest_sealed: Uint8Array | null;
  readonly person: string;
  readonly noShow: boolean;
  readonly locale: Locale;
}

/** A person's seats, soonest first; one that is named also when it is over or was given back. */
export async function seatsOf(
  transaction: Transaction,
  { person, seat }: OwnSeats,
): Promise<readonly SeatView[]> {
  const rows = await sessionOf(transaction).sql.unsafe<Row[]>(
    `select ${COLUMNS} ${FROM} where seat.person = $1
      and case when $2::text is null then seat.state <> 'released' and one.ends_at > now()
        else seat.id = $2 end
      order by one.starts_at`,
    [person, seat ?? null],
    { prepare: true },
  );
  return withWords(transaction, rows);
}

async function withWords(
  transaction: Transaction,
  rows: readonly Row[],
): Promise<readonly (Row & Pick<SeatView, "answers" | "guest">)[]> {
  const answers = await answersOf(
    transaction,
    rows.map(({ seat }) => seat),
  );
  const read = await readerFor(
    transaction,
    rows.map((row) => row.guest_sealed),
  );
  return rows.map((row) => {
    const guest = read(row.guest_sealed);
    return {
      ...row,
      guest: guest?.kind === "unsealed" ? guest.value : undefined,
      answers: answers.get(row.seat) ?? {},
    };
  });
}

/** Everybody who has, had or waits for a seat at an event, by session and position; or the one with a seat. */
export async function rosterOf(
  transaction: Transaction,
  { event, seat }: { readonly event?: string; readonly seat?: string },
): Promise<readonly (RosterRow & Pick<SeatView, "code" | "title">)[]> {
  const rows = await sessionOf(transaction).sql.unsafe<
    (Row & { name_sealed: Uint8Array | null })[]
  >(
    `select ${COLUMNS}, account.name_sealed ${FROM}
      left join lateral (select name_sealed from accounts where accounts.person = seat.person
        order by last_seen_at desc limit 1) as account on true
      where seat.event = $1 or seat.id = $2
      order by one.starts_at, one.key, seat.quota, seat.position`,
    [event ?? null, seat ?? null],
    { prepare: true },
  );
  const read = await readerFor(
    transaction,
    rows.map((row) => row.name_sealed),
  );
  const worded = await withWords(transaction, rows);
  return worded.map((row, index) => {
    const name = read(rows[index]?.name_sealed);
    return { ...row, name: name?.kind === "unsealed" ? name.value : row.answers[WALK_IN_NAME] };
  });
}

/** The answer under which the name of somebody is kept who gave it at the door and has no account. */
export const WALK_IN_NAME = "name";
