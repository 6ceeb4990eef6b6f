import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { Clause, SourceClass } from "../content/clause.ts";
import { knowledgeMessages as messages } from "../messages.ts";

const SOURCE_MESSAGES = {
  seed: messages.sourceSeed,
  law: messages.sourceLaw,
  public: messages.sourcePublic,
  desk: messages.sourceDesk,
} as const satisfies Record<SourceClass, unknown>;

/** Where a clause comes from and how old that is, in words. */
function sourceOf({ source }: Clause, locale: Locale): string {
  const document = locale === "en" ? (source.documentEn ?? source.document) : source.document;
  const undated = source.date === "undated";
  const age = undated ? text(messages.undated, locale) : source.date;
  const verified = source.verify === true ? age + text(messages.toVerify, locale) : age;
  return fill(SOURCE_MESSAGES[source.class], locale, { document, age: verified });
}

/** The source line of an answer: each source once, most important first. */
export function sourceLine(clauses: readonly Clause[], locale: Locale): string {
  const sources = [...new Set(clauses.map((clause) => sourceOf(clause, locale)))];
  return fill(messages.sourceLine, locale, { sources });
}
