import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { caseOfId } from "../../store/cases/read.ts";
import { awaitedBy, confirmAwaited } from "../../store/cases/second-factors.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson } from "../../store/people.ts";
import { permitted } from "../permissions.ts";
import { boundNotice } from "./case-notice.ts";
import type { ProgrammeBook } from "./programme.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** What a clerk compares with the applicant's ID before they confirm. */
export type AwaitedView = {
  readonly number: string;
  readonly applicant: string;
  readonly programme: { readonly zh: string; readonly en: string };
};

/** The case behind the code that an applicant shows at the desk. */
export async function lookUpAwaited(
  transaction: Transaction,
  staff: string,
  shown: string,
  book: ProgrammeBook,
): Promise<Tagged<"found", { awaited: AwaitedView }> | Tagged<"not_found"> | Tagged<"not_staff">> {
  if (!(await isClerk(transaction, staff))) return { kind: "not_staff" };
  const awaited = await awaitedBy(transaction, shown);
  const one = awaited && (await caseOfId(transaction, awaited.case));
  if (!one?.visible || awaited?.person === staff) return { kind: "not_found" };
  const { number, applicant } = one.words;
  const name = book.find(one.programme)?.name ?? { zh: one.programme, en: one.programme };
  const programme = { zh: name.zh, en: name.en };
  return { kind: "found", awaited: { number, applicant, programme } };
}

/** The clerk saw the applicant's ID: the case is bound, and its owner reads so in their own chat. */
export async function confirmApplicant(
  transaction: Transaction,
  staff: string,
  shown: string,
): Promise<Tagged<"confirmed"> | Tagged<"not_found"> | Tagged<"not_staff">> {
  if (!(await isClerk(transaction, staff))) return { kind: "not_staff" };
  const awaited = await awaitedBy(transaction, shown);
  if (!awaited || awaited.person === staff || !(await confirmAwaited(transaction, awaited.id))) {
    return { kind: "not_found" };
  }
  await addAudit(transaction, {
    who: staff,
    what: "case.bound",
    onWhat: awaited.case,
    details: { proof: "clerk" },
  });
  const locale = (await describePerson(transaction, awaited.person))?.locale ?? "zh-CN";
  await addMessages(transaction, `case.bound:${awaited.id}`, [
    {
      id: newId(),
      to: { kind: "person", person: awaited.person },
      intent: boundNotice(locale),
      locale,
      purpose: "notice",
      announce: true,
    },
  ]);
  return { kind: "confirmed" };
}

async function isClerk(transaction: Transaction, staff: string): Promise<boolean> {
  return (await permitted(transaction, staff, "cases.files")) !== undefined;
}
