import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** A card that has to be said (again). */
export interface DueCard {
  readonly space: string;
  readonly thread: string | null;
  readonly event: string;
  readonly code: string;
  readonly posted: number;
  readonly edition: number;
}

/** Everything a card shows, as one short text: equal as long as the card is right. `card` names its row. */
const SHOWN = `(select md5(concat_ws('/', event.state, event.changed_at::text, (
    select string_agg(concat_ws(':', one.id, one.cancelled, one.starts_at, one.ends_at <= now(),
      one.closes_at <= now(), coalesce(one.opens_at, '-infinity') > now(), room.quota, room.capacity,
      room.taken, room.held, room.waiting), ',' order by one.id, room.quota)
    from event_sessions one join event_capacities room on room.session = one.id
    where one.event = event.id and one.ends_at > now())))
  from events event where event.id = card.event)`;

/** Notes that a card goes to a group; a later one replaces it. */
export async function putCard(
  transaction: Transaction,
  { space, thread, event }: { space: string; thread: string | undefined; event: string },
): Promise<Pick<DueCard, "posted" | "edition">> {
  const { sql } = sessionOf(transaction);
  const [row] = await sql.unsafe<Pick<DueCard, "posted" | "edition">[]>(
    `insert into event_cards as card (space, event, thread, shown_at) values ($1, $2, $3, now())
      on conflict (space, event) do update set thread = excluded.thread, posted = card.posted + 1,
        edition = card.edition + 2, shown_at = now()
      returning posted, edition`,
    [space, event, thread ?? null],
    { prepare: true },
  );
  if (!row) throw new Error("A card was not noted");
  await sql.unsafe(
    `update event_cards card set shown = ${SHOWN} where space = $1 and event = $2`,
    [space, event],
    { prepare: true },
  );
  return row;
}

/** Edits a group takes: 20 a minute on the strictest platform, so never two within this. */
const REST = "interval '3200 milliseconds'";

/**
 * Takes cards that no longer show what is so: one per group, when its last one is sent and some time ago. What
 * changes until then is in the next edit. Compares states and not times, since transactions do not commit in the
 * order in which they began.
 */
const TAKE = `
  with wrong as (
    select card.space, card.event, ${SHOWN} as shown from event_cards card
    where card.shown is distinct from ${SHOWN}
      and not exists (select from event_cards other
        where other.space = card.space and other.shown_at > now() - ${REST})
      and not exists (select from outbound message
        join deliveries fate on fate.outbound = message.id
        where message.to_space = card.space and message.card_key like 'event:%'
          and fate.chat = card.space and fate.state in ('queued', 'later', 'sending'))
    order by card.shown_at
    limit $1
    for update of card skip locked
  ), first as (
    select distinct on (space) * from wrong order by space, event
  )
  update event_cards card set shown = first.shown, shown_at = now(), edition = card.edition + 1
  from first, events event
  where card.space = first.space and card.event = first.event and event.id = card.event
  returning card.space, card.thread, card.event, event.code, card.posted, card.edition`;

/** One process at a time looks, so that a group's pace is kept across all of them. */
const ALONE =
  "select pg_try_advisory_xact_lock(hashtextextended('juchang event cards', 0)) as alone";

export async function takeDueCards(
  transaction: Transaction,
  limit: number,
): Promise<readonly DueCard[]> {
  const { sql } = sessionOf(transaction);
  const [turn] = await sql.unsafe<{ alone: boolean }[]>(ALONE, [], { prepare: true });
  if (turn?.alone !== true) return [];
  return sql.unsafe<DueCard[]>(TAKE, [limit], { prepare: true });
}
