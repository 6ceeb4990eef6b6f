import type { SpaceKind, Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** A message a token has sent: to which chat, by the platform's id, and how many ms ago. */
export interface RecentSend {
  readonly chat: string;
  readonly kind: SpaceKind;
  /** The account it was for. */
  readonly direct: string | undefined;
  readonly agoMs: number;
}

type RecentRow = Omit<RecentSend, "direct"> & { readonly direct: string | null };

/** The longest budget of a chat is counted over a minute. */
const RECENT = `
  select coalesce(space.platform_id, account.platform_id) as chat,
    coalesce(space.kind, 'direct') as kind, account.platform_id as direct,
    case when one.state = 'sent' then (extract(epoch from now() - one.updated_at) * 1000)::float8
      else 0 end as "agoMs"
  from deliveries one
  join outbound message on message.id = one.outbound
  left join accounts account
    on account.person = message.to_person and account.installation = one.installation
  left join spaces space on space.id = coalesce(message.to_space, account.direct_space)
  where one.installation = $1
    and (one.state in ('sent', 'sending', 'uncertain')
      or one.state = 'later' and one.attempts > 0
      or one.state = 'queued' and one.due_at > now())
    and one.updated_at > now() - interval '60 seconds'
    and coalesce(space.platform_id, account.platform_id) is not null
  order by "agoMs" desc`;

/**
 * What a token has sent within the last minute, the oldest first: its next owner keeps the same pace. What its last
 * owner had claimed and never settled may have gone out this very moment; of what was put off after a try, its first
 * part may have.
 */
export async function recentlySent(
  transaction: Transaction,
  installation: string,
): Promise<readonly RecentSend[]> {
  const { sql } = sessionOf(transaction);
  const rows = await sql.unsafe<RecentRow[]>(RECENT, [installation], { prepare: true });
  return rows.map(({ direct, ...row }) => ({ ...row, direct: direct ?? undefined }));
}
