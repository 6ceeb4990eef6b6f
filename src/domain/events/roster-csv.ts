import { formatMoment } from "../../i18n/dates.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { defineMessages, text } from "../../i18n/messages.ts";
import type { QuestionView, RosterRow } from "./views.ts";

const heads = defineMessages({
  session: { zh: "场次", en: "Session" },
  state: { zh: "状态", en: "State" },
  place: { zh: "候补位次", en: "Waiting place" },
  name: { zh: "姓名", en: "Name" },
  guest: { zh: "同行人", en: "Guest" },
  pass: { zh: "入场码", en: "Pass" },
  checkedIn: { zh: "签到时间", en: "Checked in" },
  noShow: { zh: "未到", en: "No-show" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
});

const states = defineMessages({
  requested: { zh: "待审核", en: "requested" },
  taken: { zh: "已报名", en: "signed up" },
  waiting: { zh: "候补", en: "waiting" },
  offered: { zh: "待确认", en: "offered" },
  released: { zh: "已取消", en: "given back" },
});

/** Lets Excel read it as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";
/** What spreadsheets would take for a formula, also behind spaces and in full width. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/u;

/** The roster as a table for spreadsheets: UTF-8 with its mark, CRLF, and nothing that runs as a formula. */
export function rosterCsv(
  rows: readonly RosterRow[],
  questions: readonly QuestionView[],
  locale: Locale,
): string {
  const { yes: _yes, no: _no, ...titles } = heads;
  const columns = [
    ...Object.values(titles).map((title) => text(title, locale)),
    ...questions.map(({ label }) => localize(label, locale)),
  ];
  const lines = rows.map((row) => [
    ...factsOf(row, locale),
    ...questions.map((question) => answerIn(question, row, locale)),
  ]);
  return `${BYTE_ORDER_MARK}${[columns, ...lines].map(csvLine).join("")}`;
}

function factsOf(row: RosterRow, locale: Locale): readonly string[] {
  const { sessionTitle, startsAt, zone, checkedInAt, place } = row;
  const when = formatMoment(startsAt, zone, locale);
  return [
    sessionTitle === null ? when : `${localize(sessionTitle, locale)} ${when}`,
    text(states[row.state], locale),
    place === null ? "" : String(place),
    row.name ?? "",
    row.guest ?? "",
    row.pass,
    checkedInAt === null ? "" : formatMoment(checkedInAt, zone, locale),
    row.noShow ? text(heads.yes, locale) : "",
  ];
}

function answerIn({ key, type, options }: QuestionView, row: RosterRow, locale: Locale): string {
  const answer = row.answers[key] ?? "";
  if (type === "yes_no" && answer !== "") {
    return text(answer === "yes" ? heads.yes : heads.no, locale);
  }
  const option = options.find(({ id }) => id === answer);
  return option ? localize(option.label, locale) : answer;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A leading apostrophe makes a spreadsheet take the rest as text. */
function csvCell(cell: string): string {
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
