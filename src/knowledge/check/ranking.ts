import type { ClauseFile } from "../content/clause-file.ts";
import type { KnowledgeBase } from "../load.ts";
import { buildClauseIndex } from "../search/clause-index.ts";
import { type AskedExample, eachExample } from "./examples.ts";

/** An example that does not find its clause once it is taken out of the base. */
export interface RankingMiss extends AskedExample {
  readonly file: string;
  /** Clauses it finds instead, best first. */
  readonly found: readonly string[];
}

/** How well questions find their clause when nobody has asked them before. */
export interface RankingReport {
  readonly examples: number;
  readonly inFirstThree: number;
  readonly misses: readonly RankingMiss[];
}

/** In each round about one example in this many is left out of every clause. */
const ROUNDS = 20;
const FIRST = 3;

/** Takes the examples out a few at a time and looks whether they still find their clause. */
export function rankExamples(base: KnowledgeBase, files: readonly ClauseFile[]): RankingReport {
  const misses: RankingMiss[] = [];
  let examples = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const split = files.map((file, at) => leaveOut(file, at, round));
    const index = buildClauseIndex({ ...base, clauses: split.map(({ kept }) => kept) });
    for (const { file, kept, left } of split) {
      for (const each of left) {
        examples += 1;
        const ranking = index.rank(index.terms(each.example)).slice(0, FIRST);
        const found = ranking.map(({ clause }) => clause.id);
        if (!found.includes(kept.id)) misses.push({ ...each, file, found });
      }
    }
  }
  return { examples, inFirstThree: examples - misses.length, misses };
}

function leaveOut(file: ClauseFile, position: number, round: number) {
  const { clause } = file;
  const isLeft = (at: number) => (at + position) % ROUNDS === round;
  const zh = clause.asked.zh.filter((_, at) => !isLeft(at));
  const en = clause.asked.en.filter((_, at) => !isLeft(at + clause.asked.zh.length));
  return {
    file: file.file,
    kept: { ...clause, asked: { zh, en } },
    left: eachExample(file).filter((_, at) => isLeft(at)),
  };
}
