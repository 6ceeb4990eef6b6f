import type { Clause } from "../content/clause.ts";
import type { KnowledgeBase } from "../load.ts";
import { buildConcepts } from "./concepts.ts";
import type { WeightedTerm } from "./field-index.ts";
import { CLAUSE_SETTINGS } from "./settings.ts";
import { buildTextIndex, confidenceOf, type Match, type TextEntry } from "./text-index.ts";

/** A clause and how well it fits a question. */
export interface RankedClause {
  readonly clause: Clause;
  /** Open-ended; comparable within one ranking. */
  readonly score: number;
  /** How sure the match is: sqrt(score × reach); comparable between questions. */
  readonly confidence: number;
}

/** The clauses, ready to be searched. */
export interface ClauseIndex {
  /** The terms of a question, misspelt ones mended. */
  terms(question: string): WeightedTerm[];
  /** The terms of any text, as often as they occur. */
  termsOf(text: string): string[];
  /** How telling a term is; the most for one no clause holds. */
  rarity(term: string): number;
  /** The clauses that fit, best first. */
  rank(terms: readonly WeightedTerm[]): RankedClause[];
}

/** Reports outside the policy come after the policy itself when both fit about as well. */
const PUBLIC_SHARE = 0.8;
const RANKED = 12;

/** Builds the index over all clauses of a base. */
export function buildClauseIndex({ clauses, synonyms, names }: KnowledgeBase): ClauseIndex {
  const index = buildTextIndex(
    clauses.map(entryOf),
    buildConcepts(synonyms, names),
    CLAUSE_SETTINGS,
  );
  function ranked({ entry, score, reach }: Match): RankedClause[] {
    const clause = clauses[entry];
    if (clause === undefined) return [];
    const share = clause.source.class === "public" ? PUBLIC_SHARE : 1;
    const shared = { score: score * share, reach };
    return [{ clause, score: shared.score, confidence: confidenceOf(shared) }];
  }
  return {
    terms: index.terms,
    termsOf: index.termsOf,
    rarity: index.rarity,
    rank: (terms) =>
      index
        .rank(terms, RANKED)
        .flatMap(ranked)
        .sort((left, right) => right.score - left.score),
  };
}

function entryOf({ title, body, asked }: Clause): TextEntry {
  return {
    title: `${title.zh}\n${title.en}`,
    text: `${body.zh}\n${body.en}`,
    asked: [...asked.zh, ...asked.en],
  };
}
