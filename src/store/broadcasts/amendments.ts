import type { PAST_WINDOW as AdapterReason } from "../../engine/adapter.ts";
import type { Transaction } from "../../engine/terms.ts";
import { PRIORITY } from "../outbound/purposes.ts";
import { sessionOf } from "../session.ts";
import { WORD_COLUMNS } from "./copies.ts";

/** Copies to edit: sent, known by the platform's id, and with older words than they should have. */
const TO_EDIT = `
  select one.ordinal, one.person, one.space, one.locale, one.outbound as target,
    fate.installation, null::text as reply_to
  from broadcast_recipients one
  join broadcasts on broadcasts.id = one.broadcast
  join deliveries fate on fate.outbound = one.outbound and fate.state = 'sent'
    and fate.message_id is not null
  where one.broadcast = $1 and one.generation < broadcasts.edit_generation and not one.recalled
  order by one.ordinal limit $2 for update of one skip locked`;

/** Messages to take back: each copy, and what was posted in its place when it could not be edited. */
const TO_RETRACT = `
  select one.ordinal, one.person, one.space, one.locale, one.outbound as target,
    fate.installation, null::text as reply_to
  from broadcast_recipients one
  join deliveries fate on fate.outbound = one.outbound and fate.state in ('sent', 'uncertain')
  where one.broadcast = $1 and not one.recalled
  order by one.ordinal limit $2 for update of one skip locked`;

/** Copies that could not be taken back, and were not corrected yet. */
const TO_CORRECT = `
  select one.ordinal, one.person, one.space, one.locale, null::text as target,
    fate.installation, copy.message_id as reply_to
  from broadcast_recipients one
  join deliveries copy on copy.outbound = one.outbound and copy.message_id is not null
  join broadcast_amendments done
    on done.broadcast = one.broadcast and done.ordinal = one.ordinal and done.kind = 'retract'
  join deliveries fate on fate.outbound = done.outbound and fate.state in ('refused', 'uncertain')
  where one.broadcast = $1 and not exists (
    select from broadcast_amendments other where other.broadcast = one.broadcast
      and other.ordinal = one.ordinal and other.kind = 'correction')
  order by one.ordinal limit $2 for update of one skip locked`;

/** How each kind of amendment is chosen, what its message does, and what it leaves on the recipient. */
const KINDS = {
  edit: { chosen: TO_EDIT, act: "edit", mark: "generation = $4::int" },
  retract: { chosen: TO_RETRACT, act: "retract", mark: "recalled = true" },
  correction: { chosen: TO_CORRECT, act: "send", mark: "recalled = true" },
} as const;

/** What is done to copies afterwards. */
export type AmendmentKind = keyof typeof KINDS;

function statement(kind: AmendmentKind): string {
  const { chosen, act, mark } = KINDS[kind];
  return `
    with chosen as (${chosen}),
    words as (select * from json_to_recordset($3::json) as ${WORD_COLUMNS}),
    added as (
      insert into outbound (id, cause, revision, ordinal, destination, to_space, to_person,
        reply_to, act, target, locale, purpose, masked, sealed)
      select $1 || '-' || chosen.ordinal || '-${kind}-' || $4::int,
        'broadcast-${kind}:' || $1 || ':' || $4::int, chosen.ordinal, 0,
        case when chosen.person is null then 'space' else 'person' end, chosen.space, chosen.person,
        chosen.reply_to, '${act}', chosen.target, coalesce(chosen.locale, 'zh-CN'), 'amendment',
        words.masked, decode(words.sealed, 'base64')
      from chosen join words on words.locale = coalesce(chosen.locale, 'both')
        and words.whom = case when chosen.person is null then 'space' else 'person' end
      returning id, revision
    ), fates as (
      insert into deliveries (outbound, installation, chat, priority, state)
      select added.id, chosen.installation, coalesce(chosen.person, chosen.space),
        ${PRIORITY.amendment}, 'queued'
      from added join chosen on chosen.ordinal = added.revision order by chosen.ordinal
    ), marked as (
      update broadcast_recipients one set ${mark}
      from added where one.broadcast = $1 and one.ordinal = added.revision
    ), kept as (
      insert into broadcast_amendments (outbound, broadcast, ordinal, kind)
      select id, $1, revision, '${kind}' from added
    )
    select count(*)::int as made from added`;
}

/** Makes the next amendments of a kind; returns how many. */
export async function makeAmendments(
  transaction: Transaction,
  kind: AmendmentKind,
  broadcast: { readonly id: string; readonly revision: number },
  limit: number,
  words: string,
): Promise<number> {
  const values = [broadcast.id, limit, words, broadcast.revision];
  const [row] = await sessionOf(transaction).sql.unsafe<{ made: number }[]>(
    statement(kind),
    values,
    { prepare: true },
  );
  return row?.made ?? 0;
}

/** What came of taking copies back, or of editing them. */
export interface AmendmentCounts {
  readonly done: number;
  /** The platform does not allow it any more. */
  readonly pastWindow: number;
  readonly failed: number;
  readonly pending: number;
}

/** Why a message could not be taken back or edited: too old. */
const PAST_WINDOW: typeof AdapterReason = "past window";

/**
 * A copy that may have arrived is known by no id of the platform's, so that taking it back posts the note instead: that
 * is a correction, and the copy was not taken back.
 */
const COUNT = `
  select count(*) filter (where fate.state = 'sent' and not found.amiss)::int as done,
    count(*) filter (where fate.reason = '${PAST_WINDOW}')::int as "pastWindow",
    count(*) filter (where found.amiss and fate.state = 'sent'
      or fate.state in ('refused', 'unreachable', 'uncertain', 'cancelled')
      and fate.reason is distinct from '${PAST_WINDOW}')::int as failed,
    count(*) filter (where fate.state in ('queued', 'later', 'sending'))::int as pending
  from broadcast_amendments one
  join deliveries fate on fate.outbound = one.outbound
  join outbound message on message.id = one.outbound
  left join deliveries copy on copy.outbound = message.target
  cross join lateral (select one.kind = 'retract' and copy.message_id is null as posts) as what
  cross join lateral (select what.posts and $2 = 'retract' as amiss) as found
  where one.broadcast = $1 and (one.kind = $2 or what.posts and $2 = 'correction')`;

/** Counts the amendments of one kind. */
export async function countAmendments(
  transaction: Transaction,
  broadcast: string,
  kind: AmendmentKind,
): Promise<AmendmentCounts> {
  const [row] = await sessionOf(transaction).sql.unsafe<AmendmentCounts[]>(COUNT, [
    broadcast,
    kind,
  ]);
  return row ?? { done: 0, pastWindow: 0, failed: 0, pending: 0 };
}
