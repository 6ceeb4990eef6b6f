import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import type { CaseRecord, CaseTeller } from "../../store/cases/record.ts";
import type { SaveOutcome } from "../../store/cases/save.ts";
import type { ProgrammeBook } from "./programme.ts";
import { tellCases } from "./tell-cases.ts";

/** Keeps one change that a system tells, tells its applicants, and writes down who told it. */
export async function changeCase(
  transaction: Transaction,
  record: CaseRecord,
  teller: CaseTeller,
  book: ProgrammeBook,
): Promise<SaveOutcome> {
  const [saved] = await tellCases(transaction, [record], teller, book);
  if (!saved) throw new Error("A change came to nothing");
  const { outcome } = saved;
  await addAudit(transaction, {
    who: `key:${teller.by}`,
    what: "case.told",
    onWhat: saved.case ?? "unknown",
    details: { outcome },
  });
  return outcome;
}
