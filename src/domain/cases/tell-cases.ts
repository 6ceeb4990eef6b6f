import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { boundCases, ownersOf } from "../../store/cases/bindings.ts";
import type { CaseRecord, CaseTeller } from "../../store/cases/record.ts";
import { type Saved, saveCases } from "../../store/cases/save.ts";
import { changeCause, markTold } from "../../store/cases/telling.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson } from "../../store/people.ts";
import type { OutboundDraft } from "../../store/turns/turn-commit.ts";
import { caseNotice, type NoticeKind } from "./case-notice.ts";
import { caseView } from "./case-view.ts";
import type { ProgrammeBook } from "./programme.ts";
import type { CaseView } from "./views.ts";

const DEFAULT_LOCALE: Locale = "zh-CN";

/**
 * Keeps what a source tells, and in the same transaction the message to everybody whose case changed: whatever
 * was kept is told, once. Each number at most once in `records`; outcomes come in their order.
 */
export async function tellCases(
  transaction: Transaction,
  records: readonly CaseRecord[],
  teller: CaseTeller,
  book: ProgrammeBook,
): Promise<readonly Saved[]> {
  const saved = await saveCases(transaction, records, teller);
  const changes = new Map<string, number>();
  for (const [at, { case: id, change, outcome }] of saved.entries()) {
    const isToRead = outcome === "changed" && records[at]?.visible === true;
    if (isToRead && id !== undefined && change !== undefined) changes.set(id, change);
  }
  const told: number[] = [];
  for (const [id, drafts] of await draftsFor(transaction, [...changes.keys()], "changed", book)) {
    const change = changes.get(id);
    if (change === undefined) continue;
    const added = await addMessages(transaction, changeCause(change), drafts);
    if (added.length > 0) told.push(change);
  }
  await markTold(transaction, told);
  return saved;
}

/** The messages about cases to those they are bound to, by case; muted ones only when it is their turn. */
export async function draftsFor(
  transaction: Transaction,
  ids: readonly string[],
  kind: NoticeKind,
  book: ProgrammeBook,
): Promise<ReadonlyMap<string, readonly OutboundDraft[]>> {
  const drafts = new Map<string, OutboundDraft[]>();
  for (const { case: id, person, muted, locale } of await ownersOf(transaction, ids)) {
    const one = (await boundCases(transaction, person)).find((each) => each.id === id);
    if (!one) continue;
    const view = caseView(one, [], book);
    if (!isTold(kind, view, muted)) continue;
    const draft = draftOf(kind, view, person, locale ?? DEFAULT_LOCALE);
    drafts.set(id, [...(drafts.get(id) ?? []), draft]);
  }
  return drafts;
}

/** The reminder that somebody wished for one case of theirs; undefined when it is theirs no more. */
export async function wishedDraft(
  transaction: Transaction,
  person: string,
  id: string,
  book: ProgrammeBook,
): Promise<OutboundDraft | undefined> {
  const one = (await boundCases(transaction, person)).find((each) => each.id === id);
  if (!one) return undefined;
  const locale = (await describePerson(transaction, person))?.locale ?? DEFAULT_LOCALE;
  return draftOf("due", caseView(one, [], book), person, locale);
}

/** That something is wanted of them cannot be muted; that a day comes near matters only then. */
function isTold(kind: NoticeKind, { turn }: CaseView, muted: boolean): boolean {
  if (turn === "applicant") return true;
  return kind === "changed" && !muted;
}

function draftOf(kind: NoticeKind, view: CaseView, person: string, locale: Locale): OutboundDraft {
  return {
    id: newId(),
    to: { kind: "person", person },
    intent: caseNotice(kind, view, locale),
    locale,
    purpose: kind === "due" ? "reminder" : "notice",
    announce: true,
    personal: true,
  };
}
