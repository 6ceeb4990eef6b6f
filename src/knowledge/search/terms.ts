import { COMMON_WORDS } from "../text/common-words.ts";
import { foldText, foldWhole } from "../text/normalize.ts";
import { type Token, termsIn, tokenize } from "../text/tokens.ts";
import type { Concepts } from "./concepts.ts";
import type { WeightedTerm } from "./field-index.ts";
import type { SearchSettings } from "./settings.ts";

/** Weight of a recognised concept: it stands for several characters at once. */
const CONCEPT_WEIGHT = 2.5;

/** The terms of a text to be searched in, repeated as often as they occur. */
export function indexTerms(text: string, concepts: Concepts): string[] {
  const folded = foldWhole(text);
  return [...termsIn(folded), ...concepts.find(folded)];
}

/** The terms of a question, each once, with what it counts. */
export function queryTerms(
  text: string,
  concepts: Concepts,
  settings: SearchSettings,
): WeightedTerm[] {
  const folded = foldText(text);
  const weights = new Map<string, number>();
  for (const token of tokenize(folded)) weights.set(token.term, weightOf(token, settings));
  for (const concept of concepts.find(folded)) weights.set(concept, CONCEPT_WEIGHT);
  return [...weights].map(([term, weight]) => ({ term, weight }));
}

function weightOf({ term, kind }: Token, { questionWord, pairShare }: SearchSettings): number {
  const isHan = kind === "single" || kind === "pair";
  if (COMMON_WORDS.has(term)) return isHan ? questionWord.zh : questionWord.en;
  if (kind !== "pair") return 1;
  return [...term].reduce((weight, each) => weight * (COMMON_WORDS.has(each) ? pairShare : 1), 1);
}
