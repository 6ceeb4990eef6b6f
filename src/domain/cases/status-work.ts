import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { type BindingTry, boundCases, muteCase, tryBinding } from "../../store/cases/bindings.ts";
import { addDeskCode } from "../../store/cases/codes.ts";
import { caseHistory, findCase } from "../../store/cases/read.ts";
import { remindBefore } from "../../store/cases/reminders.ts";
import { type Claim, prepareFactors } from "../../store/cases/second-factors.ts";
import { typicalDays } from "../../store/cases/typical-time.ts";
import { permitted } from "../permissions.ts";
import { parseCaseNumber } from "./case-number.ts";
import { caseView } from "./case-view.ts";
import { wantedItems } from "./file-work.ts";
import type { ProgrammeBook } from "./programme.ts";
import type { CaseView } from "./views.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

const SHOWN_CHANGES = 8;

/** The cases bound to a person, as they see them. */
export async function myCases(
  transaction: Transaction,
  person: string,
  book: ProgrammeBook,
): Promise<readonly CaseView[]> {
  const views: CaseView[] = [];
  const items = await wantedItems(transaction, person, book);
  for (const one of await boundCases(transaction, person)) {
    const history = await caseHistory(transaction, one.id, SHOWN_CHANGES);
    const isOver = book.find(one.programme)?.status(one.status)?.turn === "nobody";
    const days = isOver ? undefined : await typicalDays(transaction, one);
    views.push(
      caseView(
        one,
        history,
        book,
        days ?? null,
        items.filter((each) => each.case === one.id),
      ),
    );
  }
  return views;
}

/** Prepares the ways to prove that a case is theirs; nothing shows whether it exists. */
export async function prepareProof(
  transaction: Transaction,
  claim: Claim,
  sends: boolean,
): Promise<
  Tagged<"ready", { shown: string; sends: boolean }> | Tagged<"wait", { minutes: number }>
> {
  const prepared = await prepareFactors(transaction, claim, sends);
  return prepared.kind === "wait"
    ? { kind: "wait", minutes: prepared.minutes }
    : { kind: "ready", shown: prepared.shown, sends };
}

/** Reminds somebody so many minutes before a case of theirs is due. */
export async function setReminder(
  transaction: Transaction,
  person: string,
  id: string,
  minutes: number,
): Promise<Tagged<"set", { at: number }> | Tagged<"too_late">> {
  const at = await remindBefore(transaction, person, id, minutes);
  return at === undefined ? { kind: "too_late" } : { kind: "set", at };
}

/** Binds a case to whoever proved that it is theirs, and shows it. */
export async function bindCase(
  transaction: Transaction,
  attempt: BindingTry,
  book: ProgrammeBook,
): Promise<
  Tagged<"bound", { case: CaseView }> | Tagged<"refused"> | Tagged<"wait", { minutes: number }>
> {
  const result = await tryBinding(transaction, attempt);
  if (result.kind === "refused") return { kind: "refused" };
  if (result.kind === "wait") return { kind: "wait", minutes: result.minutes };
  await addAudit(transaction, {
    who: attempt.person,
    what: "case.bound",
    onWhat: result.case,
    details: { proof: result.proof },
  });
  const views = await myCases(transaction, attempt.person, book);
  const view = views.find(({ id }) => id === result.case);
  if (!view) throw new Error("A case was bound and is not there");
  return { kind: "bound", case: view };
}

/** Turns the messages about a case down, or up again. */
export async function setMuted(
  transaction: Transaction,
  person: string,
  id: string,
  muted: boolean,
): Promise<Tagged<"set"> | Tagged<"not_yours">> {
  const isTheirs = await muteCase(transaction, person, id, muted);
  return isTheirs ? { kind: "set" } : { kind: "not_yours" };
}

/** A clerk, with the applicant before them, makes the code that binds their case. */
export async function makeDeskCode(
  transaction: Transaction,
  staff: string,
  typed: string,
): Promise<
  Tagged<"made", { code: string; expiresAt: number }> | Tagged<"not_found"> | Tagged<"not_staff">
> {
  if (!(await permitted(transaction, staff, "cases.files"))) return { kind: "not_staff" };
  const number = parseCaseNumber(typed);
  const found = number === undefined ? undefined : await findCase(transaction, number);
  if (!found?.visible) return { kind: "not_found" };
  const made = await addDeskCode(transaction, { id: found.id, number: found.words.number });
  await addAudit(transaction, { who: staff, what: "case.code_made", onWhat: found.id });
  return { kind: "made", ...made };
}
