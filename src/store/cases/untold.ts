import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { caseChanges, cases } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { casesOf, type StoredCase } from "./read.ts";

/** A change nobody could be told of, with its case as it stands now. */
export interface UntoldChange {
  readonly case: StoredCase;
  /** The status they were not told of. */
  readonly status: string;
  /** When it was kept here, ms UTC. */
  readonly since: number;
}

/**
 * Cases whose owners could not be reached, the newest first: the last such change of each, unless a later one
 * was told. Drafts are left out.
 */
export async function untoldCases(
  transaction: Transaction,
  limit: number,
): Promise<readonly UntoldChange[]> {
  const rows = await sessionOf(transaction)
    .db.select({ row: cases, status: caseChanges.status, since: caseChanges.recordedAt })
    .from(caseChanges)
    .innerJoin(cases, eq(cases.id, caseChanges.case))
    .where(
      and(
        eq(caseChanges.told, "unreachable"),
        eq(cases.visible, true),
        sql`not exists (select from case_changes later where later.case_id = ${caseChanges.case}
          and later.id > ${caseChanges.id} and later.told in ('told', 'unreachable'))`,
      ),
    )
    .orderBy(desc(caseChanges.recordedAt))
    .limit(limit);
  const read = await casesOf(
    transaction,
    rows.map(({ row }) => row),
  );
  return read.map((one, at) => ({
    case: one,
    status: rows[at]?.status ?? one.status,
    since: rows[at]?.since ?? one.updatedAt,
  }));
}
