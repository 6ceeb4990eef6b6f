import { COMMON_WORDS } from "../text/common-words.ts";
import { foldText, foldWhole } from "../text/normalize.ts";
import { tokenize } from "../text/tokens.ts";
import type { Concepts } from "./concepts.ts";
import type { WeightedTerm } from "./field-index.ts";

/** Weight of a question word against a word of the subject. */
const COMMON_WEIGHT = 0.4;
/** Weight of a recognised concept: it stands for several characters at once. */
const CONCEPT_WEIGHT = 2.5;

/** The terms of a text to be searched in, repeated as often as they occur. */
export function indexTerms(text: string, concepts: Concepts): string[] {
  const folded = foldWhole(text);
  return [...tokenize(folded).map(({ term }) => term), ...concepts.find(folded)];
}

/** The terms of a question, each once, with what it counts. */
export function queryTerms(text: string, concepts: Concepts): WeightedTerm[] {
  const folded = foldText(text);
  const weights = new Map<string, number>();
  for (const { term } of tokenize(folded)) {
    weights.set(term, COMMON_WORDS.has(term) ? COMMON_WEIGHT : 1);
  }
  for (const concept of concepts.find(folded)) weights.set(concept, CONCEPT_WEIGHT);
  return [...weights].map(([term, weight]) => ({ term, weight }));
}
