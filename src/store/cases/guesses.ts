import { and, desc, eq, gt, gte, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { caseAttempts, cases } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { casesOf, type StoredCase } from "./read.ts";

/** Failed tries at one number, within a day, from which on somebody may be guessing. */
const SUSPICIOUS = 10;

/** An application that somebody tried to get at. */
export interface GuessedCase {
  readonly case: StoredCase;
  /** Failed tries, counted until there was a day without any. */
  readonly failed: number;
  /** ms UTC. */
  readonly lastAt: number;
}

/** Applications with failed tries in the last day, the most tried first; numbers that do not exist are none. */
export async function guessedCases(
  transaction: Transaction,
  limit: number,
): Promise<readonly GuessedCase[]> {
  const rows = await sessionOf(transaction)
    .db.select({ row: cases, failed: caseAttempts.failed, lastAt: caseAttempts.lastAt })
    .from(caseAttempts)
    .innerJoin(cases, eq(cases.numberHash, caseAttempts.subject))
    .where(
      and(
        eq(caseAttempts.scope, "case"),
        gte(caseAttempts.failed, SUSPICIOUS),
        gt(caseAttempts.lastAt, sql`now() - interval '1 day'`),
        eq(cases.visible, true),
      ),
    )
    .orderBy(desc(caseAttempts.failed))
    .limit(limit);
  const read = await casesOf(
    transaction,
    rows.map(({ row }) => row),
  );
  return read.map((one, at) => ({
    case: one,
    failed: rows[at]?.failed ?? 0,
    lastAt: rows[at]?.lastAt ?? 0,
  }));
}

const UNTOLD = `
  select one.id, day.today from case_attempts tried
  join cases one on one.number_hash = tried.subject
  cross join lateral (select
    'case.guessed:' || one.id || to_char(now() at time zone 'Asia/Shanghai', ':YYYYMMDD') as today,
    'case.guessed:' || one.id
      || to_char(now() at time zone 'Asia/Shanghai' - interval '1 day', ':YYYYMMDD') as before) as day
  where tried.scope = 'case' and tried.failed >= ${SUSPICIOUS} and one.visible
    and tried.last_at > now() - interval '1 day'
    and exists (select from case_bindings bound where bound.case_id = one.id)
    and not exists (select from outbound told where told.cause in (day.today, day.before)
      and told.created_at > now() - interval '1 day')
  order by one.id limit 100`;

/** An application whose owners are to be told, and what the message is caused by: the same all day. */
export interface UntoldGuess {
  readonly id: string;
  readonly cause: string;
}

/** Applications of somebody whose number was tried too often, and of which they were not told within a day. */
export async function untoldGuesses(transaction: Transaction): Promise<readonly UntoldGuess[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string; today: string }[]>(
    UNTOLD,
    [],
    { prepare: true },
  );
  return rows.map(({ id, today }) => ({ id, cause: today }));
}
