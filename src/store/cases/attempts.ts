import type { Transaction } from "../../engine/terms.ts";
import type { AttemptScope } from "../schema/cases.ts";
import { sessionOf } from "../session.ts";

/** What one try is counted by: who tries, which number, and where. */
export type AttemptSubjects = Readonly<Record<AttemptScope, string>>;

/** Failed tries that cost nothing yet. */
const FREE: Readonly<Record<AttemptScope, number>> = { person: 5, case: 20, space: 20 };
/**
 * A person with fewer failed tries than this is not held up by what others tried on the same number: whoever
 * guesses at a case must not keep its owner out.
 */
const UNSUSPECTED = 3;
/** Minutes a wait can grow to. */
const LONGEST_WAIT = 24 * 60;

const LOCK = `
  select pg_advisory_xact_lock(hashtextextended(key, 6)) from (
    select key from json_array_elements_text($1::json) as row(key) order by key) as keys`;

const STANDING = `
  select one.scope, one.failed,
    greatest(0, ceil(extract(epoch from one.blocked_until - now()) / 60))::int as minutes
  from case_attempts one
  join json_to_recordset($1::json) as row(scope text, subject text)
    on one.scope = row.scope and one.subject = row.subject
  where one.last_at > now() - interval '24 hours'`;

const COUNT = `
  insert into case_attempts as one (scope, subject, failed, blocked_until)
  select scope, subject, 1, now() from json_to_recordset($1::json) as row(scope text, subject text)
  order by scope, subject
  on conflict (scope, subject) do update set
    failed = case when one.last_at < now() - interval '24 hours' then 1 else one.failed + 1 end,
    last_at = now()
  returning scope, subject, failed`;

const BLOCK = `
  update case_attempts one set blocked_until = now() + row.minutes * interval '1 minute'
  from json_to_recordset($1::json) as row(scope text, subject text, minutes double precision)
  where one.scope = row.scope and one.subject = row.subject`;

interface Standing {
  readonly scope: AttemptScope;
  readonly failed: number;
  readonly minutes: number;
}

/** How many minutes this try must wait, 0 for none. Tries of the same subjects take turns from here on. */
export async function minutesToWait(
  transaction: Transaction,
  subjects: AttemptSubjects,
): Promise<number> {
  const { sql } = sessionOf(transaction);
  const rows = rowsOf(subjects);
  const keys = rows.map(({ scope, subject }) => `${scope} ${subject}`);
  await sql.unsafe(LOCK, [JSON.stringify(keys)], { prepare: true });
  const found = await sql.unsafe<Standing[]>(STANDING, [JSON.stringify(rows)], { prepare: true });
  const own = found.find(({ scope }) => scope === "person")?.failed ?? 0;
  const counted = found.filter(({ scope }) => scope === "person" || own >= UNSUSPECTED);
  return Math.max(0, ...counted.map(({ minutes }) => minutes));
}

/** Counts a failed try everywhere, and lets the waits grow. */
export async function countFailure(
  transaction: Transaction,
  subjects: AttemptSubjects,
): Promise<void> {
  const { sql } = sessionOf(transaction);
  const counted = await sql.unsafe<{ scope: AttemptScope; subject: string; failed: number }[]>(
    COUNT,
    [JSON.stringify(rowsOf(subjects))],
    { prepare: true },
  );
  const waits = counted.map(({ scope, subject, failed }) => ({
    scope,
    subject,
    minutes: failed < FREE[scope] ? 0 : Math.min(LONGEST_WAIT, 2 ** (failed - FREE[scope])),
  }));
  await sql.unsafe(BLOCK, [JSON.stringify(waits)], { prepare: true });
}

function rowsOf(subjects: AttemptSubjects) {
  const { person, case: number, space } = subjects;
  return [
    { scope: "person", subject: person },
    { scope: "case", subject: number },
    { scope: "space", subject: space },
  ] as const;
}
