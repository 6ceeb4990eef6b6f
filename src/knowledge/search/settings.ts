import type { FieldSettings } from "./field-index.ts";

/** What counts how much in an index. */
export interface SearchSettings {
  /** Title, text, asked questions. */
  readonly fields: readonly FieldSettings[];
  /** Weight of a Chinese and of an English question word against a word of the subject. */
  readonly questionWord: { readonly zh: number; readonly en: number };
  /** What each question word in a pair of characters (么时 of 什么时候) leaves of the pair's weight. */
  readonly pairShare: number;
}

/** BM25's usual one: a long text holds a word by chance more often than a short one. */
const LENGTH_DISCOUNT = 0.75;
/** Many questions that were asked are much evidence, not a long text. */
const ASKED_DISCOUNT = 0.2;

/** For texts nobody wrote for this search, in one language; `bench retrieval` measures it. */
export const GENERAL_SETTINGS: SearchSettings = {
  fields: [
    { weight: 1, lengthDiscount: LENGTH_DISCOUNT },
    { weight: 1, lengthDiscount: LENGTH_DISCOUNT },
    { weight: 1, lengthDiscount: ASKED_DISCOUNT },
  ],
  questionWord: { zh: 0.4, en: 1 },
  pairShare: 0.4,
};

/**
 * For the clauses: their titles are written to be found, both languages share an index, and a short
 * follow-up (在哪) may have nothing but question words. Settled by leave-one-out over the examples.
 */
export const CLAUSE_SETTINGS: SearchSettings = {
  fields: [2, 1.5, 1].map((weight) => ({ weight, lengthDiscount: LENGTH_DISCOUNT })),
  questionWord: { zh: 0.4, en: 0.4 },
  pairShare: 1,
};
