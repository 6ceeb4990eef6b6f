import type { Transaction } from "../../engine/terms.ts";
import { IN_PLAYGROUND_TEXT } from "../playground-installation.ts";
import { sessionOf } from "../session.ts";

/** An event as an audience can name it, with its sessions as dates, each also with its groups. */
export interface EventChoice {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly sessions: readonly string[];
}

/** Tags that groups carry, of the playground or of everything else. */
export async function groupTags(
  transaction: Transaction,
  playground: boolean,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ tag: string }[]>(
    `select distinct unnest(spaces.tags) as tag from spaces
     join installations on installations.id = spaces.installation
     where spaces.kind <> 'direct' and (${IN_PLAYGROUND_TEXT}) = $1 order by tag limit 50`,
    [playground],
  );
  return rows.map(({ tag }) => tag);
}

/** Events that are not drafts, the soonest first and then those that are over, with sessions of the last month on. */
export async function eventChoices(transaction: Transaction): Promise<readonly EventChoice[]> {
  return sessionOf(transaction).sql.unsafe<EventChoice[]>(
    `select events.code, events.title_zh as zh, events.title_en as en,
       coalesce(json_agg(distinct named.session) filter (where named.session is not null), '[]')
         as sessions
     from events
     left join event_sessions its on its.event = events.id
       and its.ends_at > now() - interval '31 days'
     left join lateral (
       select left(its.starts_local, 10) as session where its.id is not null
       union all
       select left(its.starts_local, 10) || '/' || its.key where its.key <> ''
     ) named on true
     where events.state <> 'draft'
     group by events.id
     order by min(its.starts_at) filter (where its.ends_at > now()) nulls last, events.code
     limit 20`,
  );
}
