import type { ShownPicture } from "../../engine/adapter.ts";
import type { Destination } from "../../engine/command.ts";
import type { Intent } from "../../engine/intent.ts";
import type { SpaceKind, Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import type { Act } from "../schema/outbound.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import { storedIntent } from "./intent-format.ts";
import { LEASE } from "./lease.ts";
import type { Purpose } from "./purposes.ts";
import { NO_PICTURE, settle } from "./settle.ts";

/** A message to send now, with all that sending it takes. */
export interface ClaimedMessage {
  readonly id: string;
  readonly installation: string;
  /** Messages with the same chat keep their order. */
  readonly chat: string;
  readonly purpose: Purpose;
  readonly destination: Destination["kind"];
  /** Where it goes; undefined for a person whose direct chat was never opened. */
  readonly space:
    | {
        readonly id: string;
        readonly platformId: string;
        readonly kind: SpaceKind;
        /** The last that was sent there did not arrive, and nothing came from there since. */
        readonly unreachable?: boolean;
      }
    | undefined;
  /** Whose it is, for messages to a person and for those that one person sees. */
  readonly account:
    | {
        readonly id?: string;
        readonly platformId: string;
        /** Its direct chat could not be opened the last time, and nothing came from it since. */
        readonly unreachable?: boolean;
      }
    | undefined;
  readonly thread: string | undefined;
  readonly replyTo: string | undefined;
  /** Platform id of the earlier message of the same card, to edit in its place. */
  readonly edits: string | undefined;
  /** The picture that stands with that earlier message; undefined when nobody knows. */
  readonly shown?: ShownPicture | undefined;
  /** Platform id of the earlier message to take back; nothing is said then. */
  readonly retracts: string | undefined;
  readonly intent: Intent;
  readonly locale: Locale;
  /** Tries so far. */
  readonly attempts: number;
  /** It comes straight from its commit, and was never claimed; with what was being sent before it in its chat. */
  readonly fresh?: { readonly after: readonly string[] };
}

/** Which messages to claim. */
export interface ClaimRequest {
  /** The tokens this process owns. */
  readonly installations: readonly string[];
  readonly limit: number;
  /** Ids this process is sending already; nothing behind them in their chats is claimed. */
  readonly except?: readonly string[];
  /** Only these, for example the ids another process announced. */
  readonly only?: readonly string[];
}

/** A list of texts travels as json. */
const texts = (parameter: number) => `array(select json_array_elements_text($${parameter}::json))`;

/**
 * What is due, the most urgent first, and only what has nothing unsettled before it in its chat: neither
 * waiting for later nor under way. `skip locked` lets two claimers work side by side.
 */
const CLAIM = `
  with due as (
    select one.outbound from deliveries one
    where one.state in ('queued', 'later') and one.due_at <= now()
      and one.installation = any (${texts(1)})
      and one.outbound <> all (${texts(2)})
      and ($3::json is null or one.outbound = any (${texts(3)}))
      and not exists (
        select from deliveries earlier
        where earlier.chat = one.chat and earlier.position < one.position
          and earlier.priority >= one.priority and earlier.state in ('queued', 'later', 'sending')
          and (earlier.state = 'sending' or earlier.due_at > now()
            or earlier.outbound = any (${texts(2)})
            or $3::json is not null and earlier.outbound <> all (${texts(3)})))
    order by one.priority desc, one.position
    limit $4
    for update of one skip locked
  ), claimed as (
    update deliveries one set state = 'queued', due_at = now() + ${LEASE}, updated_at = now()
    from due where one.outbound = due.outbound
    returning one.*
  )
  select message.id, claimed.installation, claimed.chat, message.purpose, message.destination,
    space.id as space, space.platform_id as space_platform_id, space.kind as space_kind,
    space.unreachable_since is not null as unreachable,
    account.id as account, account.platform_id as account_platform_id,
    account.unreachable_since is not null as account_unreachable,
    message.thread, message.reply_to, message.locale, message.sealed, claimed.attempts, message.act,
    (select before.message_id from deliveries before where before.outbound = message.target) as target,
    card.edits, card.picture_id, card.picture_version
  from claimed
  join outbound message on message.id = claimed.outbound
  left join lateral (
    select before.message_id as edits, before.picture_id, before.picture_version
    from outbound earlier join deliveries before on before.outbound = earlier.id
    where earlier.to_space = message.to_space and earlier.card_key = message.card_key
      and before.state = 'sent' and before.message_id is not null
      and before.position < claimed.position
    order by before.position desc limit 1) card on true
  left join accounts account
    on account.person = message.to_person and account.installation = claimed.installation
  left join spaces space on space.id = coalesce(message.to_space, account.direct_space)
  order by claimed.priority desc, claimed.position`;

interface ClaimRow {
  readonly id: string;
  readonly installation: string;
  readonly chat: string;
  readonly purpose: Purpose;
  readonly destination: Destination["kind"];
  readonly space: string | null;
  readonly space_platform_id: string;
  readonly space_kind: SpaceKind;
  readonly unreachable: boolean;
  readonly account: string | null;
  readonly account_platform_id: string;
  readonly account_unreachable: boolean;
  readonly thread: string | null;
  readonly reply_to: string | null;
  readonly locale: Locale;
  readonly sealed: Uint8Array | null;
  readonly attempts: number;
  readonly edits: string | null;
  readonly picture_id: string | null;
  readonly picture_version: string | null;
  readonly act: Act;
  readonly target: string | null;
}

/**
 * Takes due messages for sending: for a minute nobody else gets them. What cannot be read any more,
 * because its person was erased, is cancelled and left out.
 */
export async function claimMessages(
  transaction: Transaction,
  { installations, limit, except = [], only }: ClaimRequest,
): Promise<readonly ClaimedMessage[]> {
  const rows = await sessionOf(transaction).sql.unsafe<ClaimRow[]>(
    CLAIM,
    [
      JSON.stringify(installations),
      JSON.stringify(except),
      only ? JSON.stringify(only) : null,
      limit,
    ],
    { prepare: true },
  );
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  const messages: ClaimedMessage[] = [];
  const erased: string[] = [];
  for (const row of rows) {
    const words = read(row.sealed);
    const isReachable = row.destination === "space" || row.account !== null;
    if (words?.kind === "unsealed" && isReachable) messages.push(messageOf(row, words.value));
    else erased.push(row.id);
  }
  await settle(
    transaction,
    erased.map((id) => ({ id, kind: "cancelled", reason: "person erased" })),
  );
  return messages;
}

function messageOf(row: ClaimRow, intent: string): ClaimedMessage {
  return {
    id: row.id,
    installation: row.installation,
    chat: row.chat,
    purpose: row.purpose,
    destination: row.destination,
    space:
      row.space === null
        ? undefined
        : {
            id: row.space,
            platformId: row.space_platform_id,
            kind: row.space_kind,
            unreachable: row.unreachable,
          },
    account:
      row.account === null
        ? undefined
        : {
            id: row.account,
            platformId: row.account_platform_id,
            unreachable: row.account_unreachable,
          },
    thread: row.thread ?? undefined,
    replyTo: row.reply_to ?? undefined,
    edits: (row.act === "edit" ? row.target : row.edits) ?? undefined,
    shown: shownIn(row),
    retracts: row.act === "retract" ? (row.target ?? undefined) : undefined,
    intent: storedIntent.parse(JSON.parse(intent)),
    locale: row.locale,
    attempts: row.attempts,
  };
}

/** Messages from before that was noted say nothing of it. */
function shownIn({
  picture_id,
  picture_version,
}: Pick<ClaimRow, "picture_id" | "picture_version">): ShownPicture | undefined {
  if (picture_version === null) return undefined;
  const version = picture_version === NO_PICTURE ? null : picture_version;
  return { version, id: picture_id ?? undefined };
}
