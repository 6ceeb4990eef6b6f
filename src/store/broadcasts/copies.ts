import type { Intent } from "../../engine/intent.ts";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { intentWords } from "../outbound/intent-words.ts";
import { PRIORITY } from "../outbound/purposes.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { base64, jsonRows } from "../storable.ts";

/** What a copy says: to a person or in a group, in a language or in both. */
export interface CopyWords {
  readonly whom: "person" | "space";
  readonly locale: Locale | "both";
  readonly intent: Intent;
}

/** Words as rows: sealed once for all copies, since they are nobody's own. */
export function wordRows(transaction: Transaction, words: readonly CopyWords[]): string {
  const { service } = sessionOf(transaction).keyring;
  return jsonRows(
    words.map(({ whom, locale, intent }) => ({
      whom,
      locale,
      masked: mask(intentWords(intent)),
      sealed: base64(seal(service, JSON.stringify(intent))),
    })),
  );
}

/** The columns of `wordRows`, for statements. */
export const WORD_COLUMNS = "row(whom text, locale text, masked text, sealed text)";

/**
 * The next copies of one token, from recipients that have none. The announcement's row is held while it is sending,
 * so that a pause either comes before and nothing is added, or after and takes all of it back.
 */
const MAKE = `
  with live as (
    select id from broadcasts where id = $1 and state = 'sending' for share
  ), waiting as (
    select one.ordinal, one.person, one.space, one.locale from broadcast_recipients one
    join live on live.id = one.broadcast
    where one.installation = $2 and one.outbound is null and one.skipped is null
    order by one.ordinal limit $3 for update of one skip locked
  ), words as (
    select * from json_to_recordset($4::json) as ${WORD_COLUMNS}
  ), added as (
    insert into outbound (id, cause, revision, ordinal, destination, to_space, to_person, locale,
      purpose, masked, sealed)
    select $1 || '-' || waiting.ordinal || '-' || $5::int, 'broadcast:' || $1, waiting.ordinal, 0,
      case when waiting.person is null then 'space' else 'person' end, waiting.space,
      waiting.person, coalesce(waiting.locale, 'zh-CN'), 'broadcast', words.masked,
      decode(words.sealed, 'base64')
    from waiting join words on words.locale = coalesce(waiting.locale, 'both')
      and words.whom = case when waiting.person is null then 'space' else 'person' end
    returning id, revision
  ), fates as (
    insert into deliveries (outbound, installation, chat, priority, state)
    select added.id, $2, coalesce(waiting.person, waiting.space), ${PRIORITY.broadcast}, 'queued'
    from added join waiting on waiting.ordinal = added.revision order by waiting.ordinal
  ), linked as (
    update broadcast_recipients one set outbound = added.id, generation = $5::int
    from added where one.broadcast = $1 and one.ordinal = added.revision
  )
  select count(*)::int as made from added`;

/** Makes the next copies that one token is to send; returns how many. */
export async function makeCopies(
  transaction: Transaction,
  broadcast: { readonly id: string; readonly revision: number },
  installation: string,
  limit: number,
  words: string,
): Promise<number> {
  const { sql } = sessionOf(transaction);
  const values = [broadcast.id, installation, limit, words, broadcast.revision];
  const [row] = await sql.unsafe<{ made: number }[]>(MAKE, values, { prepare: true });
  return row?.made ?? 0;
}

/** Tells every process that there is something to send. */
export async function announceCopies(transaction: Transaction): Promise<void> {
  await sessionOf(transaction).sql.unsafe("select pg_notify('outbound', '')");
}

const TAKE_BACK = `
  delete from outbound message using deliveries fate
  where fate.outbound = message.id and fate.priority = ${PRIORITY.broadcast}
    and fate.state in ('queued', 'later') and message.cause = 'broadcast:' || $1`;

/** Takes back every copy that is not under way: its recipient has none again. */
export async function takeBackCopies(transaction: Transaction, broadcast: string): Promise<number> {
  const { count } = await sessionOf(transaction).sql.unsafe(TAKE_BACK, [broadcast]);
  return count;
}

const DROP = `
  delete from outbound message using broadcast_recipients one, deliveries fate
  where one.broadcast = $1 and message.id = one.outbound and fate.outbound = message.id
    and fate.state = any (array(select json_array_elements_text($2::json)))`;

/** Forgets copies that were not delivered, so that their recipients get new ones; returns how many. */
export async function dropCopies(
  transaction: Transaction,
  broadcast: string,
  states: readonly ("unreachable" | "refused" | "uncertain")[],
): Promise<number> {
  const { count } = await sessionOf(transaction).sql.unsafe(DROP, [
    broadcast,
    JSON.stringify(states),
  ]);
  return count;
}

/** Gives up on every recipient that has no copy. */
export async function skipWaiting(transaction: Transaction, broadcast: string): Promise<number> {
  const { count } = await sessionOf(transaction).sql.unsafe(
    `update broadcast_recipients set skipped = 'cancelled'
     where broadcast = $1 and outbound is null and skipped is null`,
    [broadcast],
  );
  return count;
}

/** Copies that wait at each token to be sent within the next seconds, of whatever announcement. */
export async function waitingCopies(
  transaction: Transaction,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sessionOf(transaction).sql.unsafe<{ installation: string; count: number }[]>(
    `select installation, count(*)::int as count from deliveries
     where state in ('queued', 'later') and priority in (${PRIORITY.broadcast}, ${PRIORITY.amendment})
       and due_at <= now() + interval '2 seconds'
     group by installation`,
  );
  return new Map(rows.map(({ installation, count }) => [installation, count]));
}

/** The tokens for which an announcement still has recipients without a copy. */
export async function tokensToFeed(
  transaction: Transaction,
  broadcast: string,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string }[]>(
    `select installations.id from installations where exists (
       select from broadcast_recipients one where one.broadcast = $1
         and one.installation = installations.id and one.outbound is null and one.skipped is null)`,
    [broadcast],
    { prepare: true },
  );
  return rows.map(({ id }) => id);
}

/** Whether a copy of it waits or is under way. */
export async function hasUnsettledCopies(
  transaction: Transaction,
  broadcast: string,
): Promise<boolean> {
  const rows = await sessionOf(transaction).sql.unsafe(
    `select 1 from deliveries fate join outbound message on message.id = fate.outbound
     where fate.state in ('queued', 'later', 'sending') and message.cause = 'broadcast:' || $1
     limit 1`,
    [broadcast],
  );
  return rows.length > 0;
}
