import { createAnswerer } from "../../src/knowledge/answer.ts";
import { percentile } from "../../src/knowledge/benchmark/figures.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { readSamples } from "../knowledge/evaluation.ts";
import { type Bench, printTable } from "./bench.ts";

const ROUNDS = 3;
const MUST_MS = 30;

/** How long the base takes to load, and one whole answer: decide, cite, guard, render. */
export const answerTimeBench: Bench = {
  name: "answer-time",
  usage: "answer-time [FILE…]",
  does: "milliseconds to load the clauses, and for one whole answer",
  async run(words) {
    const files = words.length > 0 ? words : ["test/knowledge/questions.jsonl"];
    const start = performance.now();
    const base = await loadKnowledge(KNOWLEDGE_FOLDER);
    const loaded = performance.now();
    const answerer = createAnswerer(base);
    const ready = performance.now();
    const questions = files
      .flatMap(readSamples)
      .flatMap(({ q, turns }) => turns?.map((turn) => turn.q) ?? [q ?? ""]);
    const times = Array.from({ length: ROUNDS }, () =>
      questions.map((text) => {
        const asked = performance.now();
        answerer.answer({ text, locale: "zh-CN", inGroup: false });
        return performance.now() - asked;
      }),
    );
    const [first = [], ...warm] = times;
    printTable([
      ["", "p50 ms", "p99 ms", "most ms"],
      ["first round", ...spread(first)],
      ["later rounds", ...spread(warm.flat())],
    ]);
    console.log(
      `${base.clauses.length} clauses read in ${(loaded - start).toFixed(0)} ms, ready to answer after ` +
        `${(ready - loaded).toFixed(0)} ms more; ${questions.length} questions, p99 must be at most ${MUST_MS} ms`,
    );
  },
};

function spread(times: readonly number[]): string[] {
  return [0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(2));
}
