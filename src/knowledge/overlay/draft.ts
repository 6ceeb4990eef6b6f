import type { Locale } from "../../i18n/locale.ts";
import type { Desk } from "../content/desk.ts";
import { renderClause } from "./clause-text.ts";
import { oneLine } from "./note.ts";
import { laterDay } from "./validity.ts";

/** A desk's answer to be made a clause of. */
export interface DraftRequest {
  readonly id: string;
  readonly desk: Desk;
  /** The language of question and answer. */
  readonly locale: Locale;
  /** Masked. */
  readonly question: string;
  readonly answer: string;
  /** The day it was said, YYYY-MM-DD. */
  readonly said: string;
}

const HOLDS_DAYS = 180;

/**
 * A clause file begun from what a desk answered. It is not complete: the other language is empty, so that it
 * can't go live before somebody has written it.
 */
export function renderDraft({ id, desk, locale, question, answer, said }: DraftRequest): string {
  const only = (text: string) => {
    const line = oneLine(text);
    const [zh, en] = locale === "en" ? ["", line] : [line, ""];
    return { zh, en };
  };
  const asked = only(question);
  return renderClause({
    id,
    facts: [],
    title: only(question),
    dimension: "service",
    audience: { zh: "创作者", en: "creators" },
    numbers: [],
    conditions: [],
    desk: desk.id,
    notStated: [],
    asked: { zh: [asked.zh].filter(Boolean), en: [asked.en].filter(Boolean) },
    source: { class: "desk", document: desk.name.zh, documentEn: desk.name.en, date: said },
    validTo: laterDay(said, HOLDS_DAYS),
    body: only(answer),
  });
}
