import type { Clause } from "../content/clause.ts";
import type { KnowledgeBase } from "../load.ts";
import { buildClauseIndex } from "../search/clause-index.ts";

/** An example that does not find its clause once it is taken out of the base. */
export interface RankingMiss {
  readonly clause: string;
  readonly example: string;
  /** Clauses it finds instead, best first. */
  readonly found: readonly string[];
}

/** How well questions find their clause when nobody has asked them before. */
export interface RankingReport {
  readonly examples: number;
  readonly inFirstThree: number;
  readonly misses: readonly RankingMiss[];
}

/** In each round one example of every clause is left out; a clause has fewer than this many. */
const ROUNDS = 20;
const FIRST = 3;

/** Takes the examples out one per clause and round, and looks whether they still find their clause. */
export function rankExamples(base: KnowledgeBase): RankingReport {
  const misses: RankingMiss[] = [];
  let examples = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const split = base.clauses.map((clause, at) => leaveOut(clause, at, round));
    const index = buildClauseIndex({ ...base, clauses: split.map(({ kept }) => kept) });
    for (const { kept, left } of split) {
      for (const example of left) {
        examples += 1;
        const ranking = index.rank(index.terms(example)).slice(0, FIRST);
        const found = ranking.map(({ clause }) => clause.id);
        if (!found.includes(kept.id)) misses.push({ clause: kept.id, example, found });
      }
    }
  }
  return { examples, inFirstThree: examples - misses.length, misses };
}

function leaveOut(
  clause: Clause,
  position: number,
  round: number,
): { readonly kept: Clause; readonly left: readonly string[] } {
  const all = [...clause.asked.zh, ...clause.asked.en];
  const isLeft = (at: number) => (at + position) % ROUNDS === round;
  const zh = clause.asked.zh.filter((_, at) => !isLeft(at));
  const en = clause.asked.en.filter((_, at) => !isLeft(at + clause.asked.zh.length));
  return {
    kept: { ...clause, asked: { zh, en } },
    left: all.filter((_, at) => isLeft(at)),
  };
}
