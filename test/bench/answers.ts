import { createAnswerer } from "../../src/knowledge/answer.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { judge, readSamples, shares } from "../knowledge/evaluation.ts";

/** Prints how labelled samples are answered: `tsx test/bench/answers.ts [--misses] FILE…`. */
const [first, ...others] = process.argv.slice(2);
const showMisses = first === "--misses";
const files = showMisses ? others : [first ?? "test/knowledge/questions.jsonl", ...others];

const startedAt = performance.now();
const answerer = createAnswerer(await loadKnowledge("knowledge"));
const readyAt = performance.now();
const verdicts = files.flatMap(readSamples).flatMap((sample) => judge(answerer, sample));
const doneAt = performance.now();

for (const [part, { right, of }] of shares(verdicts)) {
  console.log(`${part.padEnd(12)} ${right}/${of}  ${((100 * right) / of).toFixed(1)} %`);
}
console.log(
  `ready in ${(readyAt - startedAt).toFixed(0)} ms, ${verdicts.length} answers in ${(doneAt - readyAt).toFixed(0)} ms`,
);
if (showMisses) {
  for (const { part, id, question, answer } of verdicts.filter(({ right }) => !right)) {
    const { kind, facts, confidence, notStated } = answer;
    const seen = `${kind} ${confidence.toFixed(2)} [${facts.join(", ")}] ${notStated ?? ""}`;
    console.log(`${part} ${id}: ${question}\n    ${seen}`);
  }
}
