import type { TextEntry } from "../search/text-index.ts";
import type { BenchData, BenchQuestion } from "./data.ts";
import type { Found, SearchEngine } from "./engine.ts";
import {
  areaUnderCurve,
  coverageAtLeakage,
  hitRate,
  meanReciprocalRank,
  type Outcome,
  percentile,
} from "./figures.ts";

/** What an engine reached on a data set. Shares are 0 to 1; `null` where a set has no out-of-scope questions. */
export interface RetrievalFigures {
  readonly "hit@1": number;
  readonly "hit@3": number;
  readonly "mrr@10": number;
  /** Chance that an answerable question is surer than an out-of-scope one. */
  readonly auroc: number | null;
  /** Share of answerable questions answered while a tenth of the out-of-scope ones is. */
  readonly "coverage@10": number | null;
  /** Milliseconds for one question. */
  readonly p50_ms: number;
  readonly p99_ms: number;
  /** Milliseconds to build the index. */
  readonly build_ms: number;
}

const RANKED = 10;
/** Questions asked before the clock runs, so that the first ones do not pay for compiling. */
const WARM_UP = 200;
/** Rounds of all questions that are timed. */
const ROUNDS = 3;

/** Builds the engine's index over the entries, asks every question and measures. */
export function measureEngine(
  engine: SearchEngine,
  entries: readonly TextEntry[],
  ids: readonly string[],
  questions: readonly BenchQuestion[],
): RetrievalFigures {
  const start = performance.now();
  const search = engine.build(entries);
  const buildTime = performance.now() - start;
  for (const { q } of questions.slice(0, WARM_UP)) search(q, RANKED);
  const times = timesOf(questions, (q) => search(q, RANKED));
  const outcomes = questions.map((each) => outcomeOf(each, search(each.q, RANKED), ids));
  return {
    "hit@1": rounded(hitRate(outcomes, 1)),
    "hit@3": rounded(hitRate(outcomes, 3)),
    "mrr@10": rounded(meanReciprocalRank(outcomes)),
    auroc: rounded(areaUnderCurve(outcomes)),
    "coverage@10": rounded(coverageAtLeakage(outcomes)),
    p50_ms: rounded(percentile(times, 0.5)),
    p99_ms: rounded(percentile(times, 0.99)),
    build_ms: rounded(buildTime),
  };
}

/** The base as entries; with the questions to be learnt stored with the entries that answer them. */
export function entriesOf(
  { entries }: BenchData,
  learnt: readonly BenchQuestion[],
): readonly TextEntry[] {
  const asked = new Map<string, string[]>();
  for (const { q, relevant } of learnt) {
    for (const id of relevant) asked.set(id, [...(asked.get(id) ?? []), q]);
  }
  return entries.map(({ id, title, text }) => ({ title, text, asked: asked.get(id) ?? [] }));
}

/** Each question's median over a few rounds: on a busy machine a single time measures its neighbours. */
function timesOf(questions: readonly BenchQuestion[], ask: (q: string) => unknown): number[] {
  const rounds = Array.from({ length: ROUNDS }, () =>
    questions.map(({ q }) => {
      const start = performance.now();
      ask(q);
      return performance.now() - start;
    }),
  );
  return questions.map((_, at) =>
    percentile(
      rounds.map((round) => round[at] ?? 0),
      0.5,
    ),
  );
}

function outcomeOf(
  { relevant }: BenchQuestion,
  found: readonly Found[],
  ids: readonly string[],
): Outcome {
  const at = found.findIndex(({ entry }) => relevant.includes(ids[entry] ?? ""));
  return {
    place: at < 0 ? undefined : at + 1,
    confidence: found[0]?.confidence ?? 0,
    answerable: relevant.length > 0,
  };
}

function rounded(value: number): number;
function rounded(value: number | null): number | null;
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}
