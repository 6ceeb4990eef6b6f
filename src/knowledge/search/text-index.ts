import type { Concepts } from "./concepts.ts";
import { buildFieldIndex, type WeightedTerm } from "./field-index.ts";
import { buildRepair } from "./repair.ts";
import type { SearchSettings } from "./settings.ts";
import { indexTerms, queryTerms } from "./terms.ts";

/** Something to be found: what it is called, what it says, and questions it is known to answer. */
export interface TextEntry {
  readonly title: string;
  readonly text: string;
  readonly asked: readonly string[];
}

/** How well an entry fits a question. */
export interface Match {
  /** Position of the entry in the list the index was built from. */
  readonly entry: number;
  /** Open-ended; comparable within one ranking. */
  readonly score: number;
  /** Share (0 to 1) of the question's weight that the entry holds. */
  readonly reach: number;
}

/** Any texts, ready to be searched by questions. */
export interface TextIndex {
  /** The terms of a question, misspelt ones mended. */
  terms(question: string): WeightedTerm[];
  /** The terms of any text, as often as they occur. */
  termsOf(text: string): string[];
  /** How telling a term is; the most for one no entry holds. */
  rarity(term: string): number;
  /** The entries that fit, best first, at most `limit`. */
  rank(terms: readonly WeightedTerm[], limit: number): Match[];
}

/** Builds the index; entries keep their positions. */
export function buildTextIndex(
  entries: readonly TextEntry[],
  concepts: Concepts,
  settings: SearchSettings,
): TextIndex {
  const termsOf = (text: string) => indexTerms(text, concepts);
  const fields = entries.map(({ title, text, asked }) => [
    termsOf(title),
    termsOf(text),
    termsOf(asked.join("\n")),
  ]);
  const index = buildFieldIndex(fields, settings.fields);
  const repair = buildRepair(index, index.terms());
  return {
    terms: (question) => repair.mend(queryTerms(question, concepts, settings)),
    termsOf,
    rarity: index.rarity,
    rank: index.search,
  };
}

/** How sure a match is, comparable between questions: the score grows with the question, the reach does not. */
export function confidenceOf({ score, reach }: Pick<Match, "score" | "reach">): number {
  return Math.sqrt(score * reach);
}
