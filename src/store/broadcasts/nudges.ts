import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** What causes the reminders of one announcement. */
export function nudgeCause(broadcast: string): string {
  return `broadcast-nudge:${broadcast}`;
}

/** Who of these people was reminded to confirm an announcement within so many hours. */
export async function nudgedWithin(
  transaction: Transaction,
  broadcast: string,
  people: readonly string[],
  hours: number,
): Promise<ReadonlySet<string>> {
  const rows = await sessionOf(transaction).sql.unsafe<{ person: string }[]>(
    `select distinct to_person as person from outbound
     where to_person in (select json_array_elements_text($1::json))
       and starts_with(cause, $2) and created_at > now() - $3 * interval '1 hour'`,
    [JSON.stringify(people), `${nudgeCause(broadcast)}:`, hours],
  );
  return new Set(rows.map(({ person }) => person));
}

/** What the audit calls it that the missing readers of an announcement were reminded. */
export const NUDGE_AUDIT = "broadcast.nudge";

/** A reminding that reached somebody. */
export interface LastNudge {
  /** ms UTC. */
  readonly at: number;
  readonly reminded: number;
}

/** The last time that anybody was reminded of an announcement, as the audit has it. */
export async function lastNudge(
  transaction: Transaction,
  broadcast: string,
): Promise<LastNudge | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<LastNudge[]>(
    `select (extract(epoch from at) * 1000)::float8 as at, (details ->> 'reminded')::int as reminded
     from audit where on_what = $1 and what = '${NUDGE_AUDIT}' and (details ->> 'reminded')::int > 0
     order by id desc limit 1`,
    [broadcast],
  );
  return row;
}
