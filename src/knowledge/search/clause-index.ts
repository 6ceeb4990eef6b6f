import type { Clause } from "../content/clause.ts";
import type { KnowledgeBase } from "../load.ts";
import { buildConcepts, type Concepts } from "./concepts.ts";
import { buildFieldIndex, type FieldSettings, type WeightedTerm } from "./field-index.ts";
import { buildRepair } from "./repair.ts";
import { indexTerms, queryTerms } from "./terms.ts";

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

/** Title, body, asked examples; settled by leave-one-out over the examples. */
const FIELDS: readonly FieldSettings[] = [
  { weight: 2, lengthDiscount: 0.75 },
  { weight: 1.5, lengthDiscount: 0.75 },
  { weight: 1, lengthDiscount: 0.75 },
];

/** Reports outside the policy come after the policy itself when both fit about as well. */
const PUBLIC_SHARE = 0.8;
const RANKED = 12;

/** Builds the index over all clauses of a base. */
export function buildClauseIndex(base: KnowledgeBase): ClauseIndex {
  const concepts = buildConcepts(base.synonyms, base.names);
  return indexClauses(base.clauses, concepts);
}

/** Builds the index over given clauses with a ready concept finder. */
function indexClauses(clauses: readonly Clause[], concepts: Concepts): ClauseIndex {
  const entries = clauses.map((clause) => clauseTerms(clause, concepts));
  const index = buildFieldIndex(entries, FIELDS);
  const repair = buildRepair(index, new Set(entries.flat(2)));
  return {
    terms: (question) => repair.mend(queryTerms(question, concepts)),
    termsOf: (text) => indexTerms(text, concepts),
    rarity: index.rarity,
    rank(terms) {
      return index
        .search(terms, RANKED)
        .flatMap(({ entry, score, reach }): RankedClause[] => {
          const clause = clauses[entry];
          if (clause === undefined) return [];
          const share = clause.source.class === "public" ? PUBLIC_SHARE : 1;
          const confidence = Math.sqrt(score * share * reach);
          return [{ clause, score: score * share, confidence }];
        })
        .sort((left, right) => right.score - left.score);
    },
  };
}

function clauseTerms(clause: Clause, concepts: Concepts): string[][] {
  const { title, body, asked } = clause;
  return [
    indexTerms(`${title.zh}\n${title.en}`, concepts),
    indexTerms(`${body.zh}\n${body.en}`, concepts),
    [...asked.zh, ...asked.en].flatMap((example) => indexTerms(example, concepts)),
  ];
}
