import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { boundCases } from "../cases/bindings.ts";
import { deleteFilesOf } from "../cases/files.ts";
import { caseAttempts, caseBindings, caseChanges, caseCodes, cases } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { HeldRecord, PersonalData } from "./personal-data.ts";

/**
 * A person's tie to their applications. The applications themselves are the district's records, sealed by the
 * service: the tie goes, they stay.
 */
export const caseData: PersonalData<"cases"> = {
  name: "cases",
  tables: [cases, caseChanges, caseBindings, caseAttempts, caseCodes],
  held,
  open: async (transaction, person) => (await boundCases(transaction, person)).length,
  async erase(transaction, person) {
    await letGo(transaction, person);
    await sessionOf(transaction)
      .db.delete(caseAttempts)
      .where(and(eq(caseAttempts.scope, "person"), eq(caseAttempts.subject, person)));
  },
  async merge(transaction, from, into) {
    const { sql } = sessionOf(transaction);
    await sql.unsafe(
      `update case_bindings mine set person = $2 where person = $1 and not exists (
        select from case_bindings theirs where theirs.person = $2 and theirs.case_id = mine.case_id)`,
      [from, into],
    );
    await sql.unsafe("delete from case_bindings where person = $1", [from]);
    await sql.unsafe("update case_codes set person = $2 where person = $1", [from, into]);
    await sql.unsafe(
      `insert into case_attempts as one (scope, subject, failed, blocked_until, last_at)
        select scope, $2, failed, blocked_until, last_at from case_attempts
        where scope = 'person' and subject = $1
        on conflict (scope, subject) do update set failed = greatest(one.failed, excluded.failed),
          blocked_until = greatest(one.blocked_until, excluded.blocked_until),
          last_at = greatest(one.last_at, excluded.last_at)`,
      [from, into],
    );
    await sql.unsafe("delete from case_attempts where scope = 'person' and subject = $1", [from]);
  },
  consent: { purpose: "case_status", withdraw: letGo },
};

async function held(transaction: Transaction, person: string): Promise<readonly HeldRecord[]> {
  const bound = await boundCases(transaction, person);
  return bound.map(({ words, programme, status, muted, updatedAt }) => ({
    at: updatedAt,
    fields: { number: words.number, applicant: words.applicant, programme, status, muted },
  }));
}

/** Undoes the tie. Failed tries stay counted: taking a consent back is no way around the waits. */
async function letGo(transaction: Transaction, person: string): Promise<void> {
  const { db } = sessionOf(transaction);
  await db.delete(caseBindings).where(eq(caseBindings.person, person));
  await db.delete(caseCodes).where(eq(caseCodes.person, person));
  await deleteFilesOf(transaction, person);
}
