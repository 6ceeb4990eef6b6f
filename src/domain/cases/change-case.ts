import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import type { CaseRecord, CaseTeller } from "../../store/cases/record.ts";
import { type SaveOutcome, saveCases } from "../../store/cases/save.ts";

/** Keeps one change that a system tells, and writes down who told it. */
export async function changeCase(
  transaction: Transaction,
  record: CaseRecord,
  teller: CaseTeller,
): Promise<SaveOutcome> {
  const [saved] = await saveCases(transaction, [record], teller);
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
