import { type Locale, localize } from "../../i18n/locale.ts";
import type { Desk, DeskId } from "../content/desk.ts";
import { foldText } from "../text/normalize.ts";
import { wordPattern } from "../text/phrases.ts";

/** Which window to suggest; a guess from the words, staff may reassign. */
export interface DeskGuide {
  /** The desk whose topics the question names; where it names none, or the clause's own among others, the clause's. */
  suggest(folded: string, clauseDesk: DeskId): DeskId;
  nameOf(desk: DeskId, locale: Locale): string;
}

/** Whether a named desk is the clause's own; the general one is nobody's in particular. */
function isOwn(named: DeskId, clauseDesk: DeskId): boolean {
  return named === clauseDesk && named !== "general";
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
      const [best, ...others] = topics
        .map(({ id, patterns }) => ({ id, length: namedLength(folded, patterns) }))
        .filter(({ length }) => length > 0)
        .sort((left, right) => right.length - left.length);
      if (best === undefined || others.some(({ id }) => isOwn(id, clauseDesk))) return clauseDesk;
      return best.id === "general" ? clauseDesk : best.id;
    },
    nameOf(desk, locale) {
      const described = desks.find(({ id }) => id === desk);
      return described === undefined ? desk : localize(described.name, locale);
    },
  };
}
