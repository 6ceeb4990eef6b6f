import type { Platform } from "../../engine/adapter.ts";
import type { SpaceKind, Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import type { Purpose } from "./purposes.ts";

/** Purposes of messages that an announcement's own figures and lists account for. */
const OF_ANNOUNCEMENTS =
  "('broadcast', 'amendment')" as const satisfies `('${Purpose}', '${Purpose}')`;

/** Messages of which nobody knows whether they arrived, of no announcement, as `from` and `where` of a query. */
export const UNCERTAIN_ELSEWHERE = `
  deliveries fate join outbound message on message.id = fate.outbound
  where fate.state = 'uncertain' and message.purpose not in ${OF_ANNOUNCEMENTS}`;

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
