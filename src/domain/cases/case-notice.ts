import type { Button, Intent, Row } from "../../engine/intent.ts";
import { formatDate } from "../../i18n/dates.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { caseMessages as messages } from "./messages.ts";
import type { CaseView } from "./views.ts";

/** What is told of a case without being asked: that it changed, or that its day comes near. */
export type NoticeKind = "changed" | "due";

/** The message: what it means, whose turn it is and by when, and what can be done about it. */
export function caseNotice(kind: NoticeKind, view: CaseView, locale: Locale): Intent {
  return {
    kind: "card",
    title: titleOf(kind, view, locale),
    text: localize(view.meaning, locale),
    rows: rowsOf(view, locale),
    buttons: buttonsOf(view, locale),
  };
}

/** The desk confirmed that a case is theirs. */
export function boundNotice(locale: Locale): Intent {
  const open = { kind: "open", command: "status", args: "" } as const;
  return {
    kind: "card",
    title: text(messages.boundTitle, locale),
    text: text(messages.boundText, locale),
    buttons: [{ label: text(messages.open, locale), action: open }],
  };
}

function titleOf(kind: NoticeKind, view: CaseView, locale: Locale): string {
  const programme = localize(view.programme, locale);
  if (kind === "changed" || view.dueAt === null) {
    const status = localize(view.status, locale);
    return fill(messages.changedTitle, locale, { programme, status });
  }
  return fill(messages.dueTitle, locale, { programme, day: formatDate(view.dueAt, locale) });
}

function rowsOf(view: CaseView, locale: Locale): readonly Row[] {
  const row = (label: Parameters<typeof text>[0], value: string): Row => ({
    label: text(label, locale),
    value,
  });
  const next = localize(view.next, locale);
  const missing = view.missing.map((item) => `□ ${localize(item, locale)}`).join("\n");
  return [
    row(messages.rowTurn, text(TURNS[view.turn], locale)),
    ...(next === "" ? [] : [row(messages.rowNext, next)]),
    ...(missing === "" ? [] : [row(messages.rowMissing, missing)]),
    ...(view.dueAt === null ? [] : [row(messages.rowDue, formatDate(view.dueAt, locale))]),
  ];
}

const TURNS = {
  applicant: messages.turnApplicant,
  office: messages.turnOffice,
  nobody: messages.turnNobody,
} as const;

function buttonsOf({ id, missing }: CaseView, locale: Locale): readonly Button[] {
  const open = (label: Parameters<typeof text>[0], command: string, args = ""): Button => ({
    label: text(label, locale),
    action: { kind: "open", command, args },
  });
  return [
    open(messages.open, "status"),
    ...(missing.length > 0 ? [open(messages.handIn, "case-file", id)] : []),
    open(messages.ask, "desk"),
    open(messages.mute, "case-mute", id),
  ];
}
