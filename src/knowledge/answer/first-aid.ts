import { text } from "../../i18n/messages.ts";
import type { Clause } from "../content/clause.ts";
import { FIRST_AID_CLAUSES, type FirstAidAnswers, firstAidParagraphs } from "../first-aid.ts";
import { firstAidMessages } from "../first-aid-messages.ts";
import { type Answer, CHOSEN_CONFIDENCE } from "./answer.ts";
import { sourceLine } from "./cite.ts";
import { type ComposeParts, composeWithDesk } from "./compose.ts";

/** The desk that knows about penalties; a suggestion like every desk (gov-first-aid-conditions). */
const DESK = "justice";

/** The reply to the three first-aid questions; without the clause that names the conditions, only the desk. */
export function composeFirstAid(
  answers: FirstAidAnswers,
  cited: readonly Clause[],
  parts: ComposeParts,
): Answer {
  const { locale } = parts.message;
  const [main] = cited;
  if (main === undefined || main.id !== FIRST_AID_CLAUSES[0]) {
    const said = text(firstAidMessages.withdrawn, locale);
    return { ...composeWithDesk(said, parts), kind: "not_stated", desk: DESK };
  }
  const paragraphs = firstAidParagraphs(answers, cited, locale);
  const source = sourceLine(cited, locale);
  return {
    kind: "answer",
    locale,
    text: [...paragraphs, source].join("\n"),
    title: text(firstAidMessages.title, locale),
    paragraphs,
    source,
    facts: cited.flatMap(({ facts }) => facts),
    clauses: cited.map(({ id }) => id),
    confidence: CHOSEN_CONFIDENCE,
    desk: main.desk,
  };
}
