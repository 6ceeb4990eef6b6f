import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { Clause } from "../content/clause.ts";
import type { Finding } from "../decide/judgement.ts";
import type { Correction } from "../decide/premise.ts";
import { knowledgeMessages as messages } from "../messages.ts";
import { COMMON_WORDS } from "../text/common-words.ts";
import { foldText } from "../text/normalize.ts";
import { tokenize } from "../text/tokens.ts";

/** A related clause is quoted whole up to this length, else by its first sentence. */
const QUOTED_WHOLE = { zh: 90, en: 220 };

/** Longest stretch of the asker's words that is quoted back. */
const QUOTED_WORDS = 14;

/** A condition counts as said from this share of its words on. */
const SAID_SHARE = 0.6;

/** The paragraphs that answer from a clause: what it says, its conditions, and related clauses in a line each. */
export function answerParagraphs(
  { clause, related, correction }: Extract<Finding, { kind: "answer" }>,
  locale: Locale,
): string[] {
  return [
    ...corrected(correction, locale),
    ...clauseParagraphs(clause, locale),
    ...related.map((each) => relatedLine(each, locale)),
  ];
}

function corrected(correction: Correction | undefined, locale: Locale): string[] {
  if (correction === undefined) return [];
  const claimed = correction.figure.text;
  const said = correction.kind === "other" ? messages.wrongFigure : messages.overCap;
  return [fill(said, locale, { claimed })];
}

/** A clause's own words with the conditions they leave out. */
export function clauseParagraphs(clause: Clause, locale: Locale): string[] {
  const body = localize(clause.body, locale);
  const conditions = clause.conditions
    .map((condition) => localize(condition, locale))
    .filter((condition) => !isSaid(condition, body));
  if (conditions.length === 0) return [body];
  return [body, fill(messages.conditions, locale, { conditions })];
}

/** Whether a text already says a condition: most of its pairs of characters, or words, occur there. */
function isSaid(condition: string, body: string): boolean {
  const terms = tokenize(foldText(condition)).filter(
    ({ term, kind }) => kind !== "single" && !COMMON_WORDS.has(term),
  );
  const said = new Set(tokenize(foldText(body)).map(({ term }) => term));
  const missing = terms.filter(({ term }) => !said.has(term));
  return missing.length <= terms.length * (1 - SAID_SHARE);
}

/** A related clause in a line: its title and what it says, or its first sentence. */
export function relatedLine(clause: Clause, locale: Locale): string {
  const body = localize(clause.body, locale);
  const isShort = body.length <= localize(QUOTED_WHOLE, locale);
  const statement = isShort ? body : firstSentence(body);
  return fill(messages.related, locale, { title: localize(clause.title, locale), statement });
}

/** The first sentence; a full stop inside a number or an abbreviation does not end it. */
function firstSentence(body: string): string {
  return /^.+?(?:。|\.(?=\s+[A-Z“"]))/su.exec(body)?.[0] ?? body;
}

/** What the source leaves open, in words. */
export function openDetail(
  { open }: Extract<Finding, { kind: "not_stated" }>,
  locale: Locale,
): string {
  if (open.detail !== undefined) return localize(open.detail, locale);
  if (open.words === "" || open.words.length > QUOTED_WORDS)
    return text(messages.askedThis, locale);
  return fill(messages.askedWords, locale, { words: open.words });
}

/** The paragraphs that say what is not stated and what is. */
export function openParagraphs(
  finding: Extract<Finding, { kind: "not_stated" }>,
  locale: Locale,
): string[] {
  const missing = fill(messages.notStated, locale, { detail: openDetail(finding, locale) });
  const [first = "", ...rest] = clauseParagraphs(finding.clause, locale);
  return [
    ...corrected(finding.correction, locale),
    missing,
    text(messages.whatIsStated, locale) + first,
    ...rest,
  ];
}
