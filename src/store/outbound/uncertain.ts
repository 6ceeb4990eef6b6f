import type { Platform } from "../../engine/adapter.ts";
import type { SpaceKind, Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import type { Purpose } from "./purposes.ts";

/** Purposes of messages that an announcement's own figures and lists account for. */
const OF_ANNOUNCEMENTS =
  "('broadcast', 'amendment')" as const satisfies `('${Purpose}', '${Purpose}')`;

/** Why a message stays as uncertain as it is: somebody looked at it and let it be. Nobody need see to it then. */
export const LEFT = "left";

/** Messages of which nobody knows whether they arrived and that nobody let be, as `from` and `where` of a query. */
export const UNCERTAIN = `
  deliveries fate join outbound message on message.id = fate.outbound
  where fate.state = 'uncertain' and fate.reason is distinct from '${LEFT}'`;

/** Those of them that belong to no announcement. */
export const UNCERTAIN_ELSEWHERE = `${UNCERTAIN} and message.purpose not in ${OF_ANNOUNCEMENTS}`;

/** Of a message that belongs to an announcement: that one's id. */
const ANNOUNCEMENT = `
  case when message.purpose in ${OF_ANNOUNCEMENTS} then split_part(message.cause, ':', 2) end`;

/** A message that may have arrived or not; nothing of what it says. */
export interface UncertainMessage {
  readonly id: string;
  readonly purpose: Purpose;
  readonly platform: Platform | undefined;
  readonly kind: SpaceKind;
  /** The platform's id of its chat, or of the account whose direct chat it is. */
  readonly chat: string | undefined;
  /** Why nobody knows. */
  readonly reason: string | undefined;
  readonly attempts: number;
  /** When it was last tried, ms UTC. */
  readonly at: number;
}

type UncertainRow = { readonly [Key in keyof UncertainMessage]: UncertainMessage[Key] | null };

const LIST = `
  select found.*, installations.platform, coalesce(space.kind, 'direct') as kind,
    case when space.kind <> 'direct' then space.platform_id
      else coalesce(account.platform_id, space.platform_id) end as chat
  from (
    select message.id, message.purpose, message.to_space, message.to_person, fate.installation,
      fate.reason, fate.attempts, (extract(epoch from fate.updated_at) * 1000)::float8 as at
    from ${UNCERTAIN_ELSEWHERE}
    order by fate.updated_at desc limit $1
  ) as found
  left join installations on installations.id = found.installation
  left join spaces space on space.id = found.to_space
  left join lateral (
    select platform_id from accounts
    where accounts.installation = found.installation
      and (accounts.person = found.to_person or accounts.direct_space = found.to_space)
    order by accounts.last_seen_at desc limit 1
  ) as account on true
  order by found.at desc`;

/** Messages of no announcement that may have arrived or not, the newest first. */
export async function listUncertain(
  transaction: Transaction,
  limit: number,
): Promise<readonly UncertainMessage[]> {
  const rows = await sessionOf(transaction).sql.unsafe<UncertainRow[]>(LIST, [limit]);
  return rows.map((row) => ({
    id: row.id ?? "",
    purpose: row.purpose ?? "reply",
    platform: row.platform ?? undefined,
    kind: row.kind ?? "direct",
    chat: row.chat ?? undefined,
    reason: row.reason ?? undefined,
    attempts: row.attempts ?? 0,
    at: Math.round(row.at ?? 0),
  }));
}

/** An announcement with copies, or changes to copies, that may have arrived or not. */
export interface UncertainAnnouncement {
  readonly id: string;
  readonly count: number;
}

/** Every announcement with such messages, the one with the newest of them first. */
export async function uncertainAnnouncements(
  transaction: Transaction,
): Promise<readonly UncertainAnnouncement[]> {
  return sessionOf(transaction).sql.unsafe<UncertainAnnouncement[]>(
    `select ${ANNOUNCEMENT} as id, count(*)::int as count
     from ${UNCERTAIN} and message.purpose in ${OF_ANNOUNCEMENTS}
     group by 1 order by max(fate.updated_at) desc, 1`,
  );
}

/** What somebody who settles a message must know of it. */
export interface UnsettledMessage {
  readonly purpose: Purpose;
  /** The announcement it belongs to. */
  readonly announcement: string | undefined;
  readonly isUncertain: boolean;
  readonly isLeft: boolean;
  /** There is nothing to send again: its words were erased, or a newer state of the same card is out. */
  readonly isOutdated: boolean;
  readonly attempts: number;
}

const LOCK = `
  select message.purpose, ${ANNOUNCEMENT} as announcement, fate.state = 'uncertain' as "isUncertain",
    fate.reason is not distinct from '${LEFT}' as "isLeft", fate.attempts,
    message.sealed is null or message.card_key is not null and exists (
      select from outbound newer join deliveries its on its.outbound = newer.id
      where newer.to_space = message.to_space and newer.card_key = message.card_key
        and its.position > fate.position and its.state <> 'cancelled') as "isOutdated"
  from deliveries fate join outbound message on message.id = fate.outbound
  where fate.outbound = $1 for update of fate`;

type LockedRow = Omit<UnsettledMessage, "announcement"> & { readonly announcement: string | null };

/** The message, for whoever settles it alone; undefined when there is none. */
export async function lockMessage(
  transaction: Transaction,
  id: string,
): Promise<UnsettledMessage | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<LockedRow[]>(LOCK, [id]);
  return row && { ...row, announcement: row.announcement ?? undefined };
}
