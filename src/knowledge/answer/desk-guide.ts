import { type Locale, localize } from "../../i18n/locale.ts";
import type { Desk, DeskId } from "../content/desk.ts";
import { foldText } from "../text/normalize.ts";
import { wordPattern } from "../text/phrases.ts";

/** Which window to suggest; a guess from the words, staff may reassign. */
export interface DeskGuide {
  /** The clause's own desk; where that is the general one, the desk whose topics the question names. */
  suggest(folded: string, clauseDesk: DeskId): DeskId;
  nameOf(desk: DeskId, locale: Locale): string;
}

/** Prepares the guide from the content's description of the windows. */
export function buildDeskGuide(desks: readonly Desk[]): DeskGuide {
  const topics = desks.map(({ id, topics: words }) => ({
    id,
    patterns: words.map((word) => ({
      pattern: new RegExp(wordPattern(foldText(word)), "u"),
      length: word.length,
    })),
  }));
  const namedLength = (folded: string, patterns: (typeof topics)[number]["patterns"]) =>
    patterns.reduce((sum, { pattern, length }) => (pattern.test(folded) ? sum + length : sum), 0);
  return {
    suggest(folded, clauseDesk) {
      if (clauseDesk !== "general") return clauseDesk;
      const [best] = topics
        .map(({ id, patterns }) => ({ id, length: namedLength(folded, patterns) }))
        .sort((left, right) => right.length - left.length);
      return best !== undefined && best.length > 0 ? best.id : "general";
    },
    nameOf(desk, locale) {
      const described = desks.find(({ id }) => id === desk);
      return described === undefined ? desk : localize(described.name, locale);
    },
  };
}
