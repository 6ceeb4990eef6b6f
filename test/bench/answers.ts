import { createAnswerer } from "../../src/knowledge/answer.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { judge, readSamples, shares } from "../knowledge/evaluation.ts";
import { type Bench, printTable } from "./bench.ts";

/** How labelled samples are answered, and with `--misses` which are not answered right. */
export const answersBench: Bench = {
  name: "answers",
  usage: "answers [--misses] [FILE…]",
  does: "labelled questions answered right",
  async run(words) {
    const named = words.filter((word) => word !== "--misses");
    const files = named.length > 0 ? named : ["test/knowledge/questions.jsonl"];
    const answerer = createAnswerer(await loadKnowledge(KNOWLEDGE_FOLDER));
    const verdicts = files.flatMap(readSamples).flatMap((sample) => judge(answerer, sample));
    const rows = [...shares(verdicts)].map(([part, { right, of }]) => [
      part,
      `${right}/${of}`,
      `${((100 * right) / of).toFixed(1)} %`,
    ]);
    printTable([["part", "right", "share"], ...rows]);
    if (!words.includes("--misses")) return;
    for (const { part, id, question, answer } of verdicts.filter(({ right }) => !right)) {
      const { kind, facts, confidence, notStated } = answer;
      const seen = `${kind} ${confidence.toFixed(2)} [${facts.join(", ")}] ${notStated ?? ""}`;
      console.log(`${part} ${id}: ${question}\n    ${seen}`);
    }
  },
};
