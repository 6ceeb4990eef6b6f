import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** Fewer past cases than this say nothing. */
const ENOUGH = 10;

/** Looks at the newest changes only: what took long years ago is no measure, and the look stays short. */
const TYPICAL = `
  with ended as (
    select change.case_id, change.at, change.id from (
      select * from case_changes order by id desc limit 20000) as change
    join cases one on one.id = change.case_id
    where change.previous_status = $2 and change.status <> $2 and change.visible
      and one.programme = $1 and one.id <> $3),
  took as (
    select extract(epoch from ended.at - began.at) / 86400 as days from ended
    cross join lateral (
      select min(earlier.at) as at from case_changes earlier
      where earlier.case_id = ended.case_id and earlier.status = $2 and earlier.at <= ended.at
        and earlier.at > coalesce((select max(other.at) from case_changes other
          where other.case_id = ended.case_id and other.status <> $2 and other.at < ended.at),
          '-infinity')) as began
    where began.at is not null)
  select count(*)::int as cases, percentile_cont(0.5) within group (order by days)::float8 as days
  from took`;

/** How many days cases of a programme stayed in a status: the median, of at least ten others. */
export async function typicalDays(
  transaction: Transaction,
  one: { readonly id: string; readonly programme: string; readonly status: string },
): Promise<number | undefined> {
  const { sql } = sessionOf(transaction);
  const [row] = await sql.unsafe<{ cases: number; days: number | null }[]>(
    TYPICAL,
    [one.programme, one.status, one.id],
    { prepare: true },
  );
  if (!row || row.days === null || row.cases < ENOUGH) return undefined;
  return Math.max(1, Math.round(row.days));
}
