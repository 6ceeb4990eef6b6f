import type { CaseView } from "../../src/domain/cases/views.ts";
import { type Act, openButton } from "../../src/engine/flow.ts";
import type { Button, Content, Row } from "../../src/engine/intent.ts";
import { formatDate, formatMoment } from "../../src/i18n/dates.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { fileMessages } from "./file-messages.ts";
import { statusMessages as messages } from "./messages.ts";
import { ownFileMessages } from "./own-file-messages.ts";

const EARLIER = 5;
const MOST_TAKEN_BACK = 3;

/** A case as a card: what its status means, whose turn it is, what is missing, what came before. */
function caseCard(one: CaseView, locale: Locale, zone: string): Content {
  const programme = localize(one.programme, locale);
  const status = localize(one.status, locale);
  return {
    title: fill(messages.cardTitle, locale, { programme, status }),
    text: localize(one.meaning, locale),
    rows: caseRows(one, locale, zone),
    ...(one.muted ? { footnote: text(messages.muted, locale) } : {}),
    buttons: [
      ...fileButtons(one, locale),
      openButton(text(messages.askPerson, locale), "desk"),
      one.muted
        ? openButton(text(messages.unmute, locale), "case-unmute", one.id)
        : openButton(text(messages.mute, locale), "case-mute", one.id),
      ...(one.dueAt === null
        ? []
        : [openButton(text(messages.remind, locale), "case-remind", one.id)]),
      openButton(text(messages.another, locale), "status", "new"),
    ],
  };
}

/** What is missing, line by line: handed in, on its way, or not yet. */
function checklist({ items, missing }: CaseView, locale: Locale, zone: string): readonly string[] {
  if (items.length === 0) return missing.map((item) => `□ ${localize(item, locale)}`);
  return items.map(({ label, file }) => {
    const item = localize(label, locale);
    if (!file) return `□ ${item}`;
    if (file.receivedAt === null) return fill(fileMessages.onItsWay, locale, { item });
    const moment = formatMoment(file.receivedAt, zone, locale);
    return fill(file.isTaken ? fileMessages.taken : fileMessages.received, locale, {
      item,
      moment,
    });
  });
}

function fileButtons({ id, items }: CaseView, locale: Locale): readonly Button[] {
  if (items.length === 0) return [];
  const mine = items.filter(({ file }) => file?.isTaken === false);
  const hasSome = items.some(({ file }) => typeof file?.receivedAt === "number");
  return [
    openButton(text(fileMessages.handIn, locale), "case-file", id, "primary"),
    ...(hasSome ? [openButton(text(ownFileMessages.title, locale), "myfiles")] : []),
    ...mine.slice(0, MOST_TAKEN_BACK).map(({ label, file }) => {
      const words = fill(fileMessages.takeBack, locale, { item: localize(label, locale) });
      return openButton(words, "case-file-back", file?.id ?? "");
    }),
  ];
}

function caseRows(one: CaseView, locale: Locale, zone: string): readonly Row[] {
  const row = (label: Parameters<typeof text>[0], value: string): Row => ({
    label: text(label, locale),
    value,
  });
  const missing = checklist(one, locale, zone);
  const earlier = one.history
    .slice(0, EARLIER)
    .map(({ status, at }) => `${formatDate(at, locale)} ${localize(status, locale)}`);
  const next = localize(one.next, locale);
  return [
    row(messages.rowNumber, one.number),
    row(messages.rowTurn, text(TURNS[one.turn], locale)),
    ...(next === "" ? [] : [row(messages.rowNext, next)]),
    ...(missing.length > 0 ? [row(messages.rowMissing, missing.join("\n"))] : []),
    ...(one.dueAt === null ? [] : [row(messages.rowDue, formatDate(one.dueAt, locale))]),
    ...(one.typicalDays === null
      ? []
      : [row(messages.rowTypical, fill(messages.typical, locale, { days: one.typicalDays }))]),
    row(messages.rowUpdated, formatDate(one.updatedAt, locale)),
    ...(earlier.length > 0 ? [row(messages.rowEarlier, earlier.join("\n"))] : []),
  ];
}

const TURNS = {
  applicant: messages.turnApplicant,
  office: messages.turnOffice,
  nobody: messages.turnNobody,
} as const;

/** The card as something to say. */
export function showCase(one: CaseView, locale: Locale, zone: string): Act {
  return { kind: "say", form: "card", content: caseCard(one, locale, zone) };
}
