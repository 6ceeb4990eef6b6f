import { createAnswerer } from "../../src/knowledge/answer.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import {
  judge,
  readSamples,
  SAMPLE_OUTCOMES,
  shares,
  type Verdict,
} from "../knowledge/evaluation.ts";
import { type Bench, printTable } from "./bench.ts";

/** How labelled samples are answered, and with `--misses` which are not answered right. */
export const answersBench: Bench = {
  name: "answers",
  usage: "answers [--misses] [FILE…]",
  does: "labelled questions answered right",
  async run(words) {
    const named = words.filter((word) => word !== "--misses");
    const files = named.length > 0 ? named : ["test/knowledge/questions.jsonl"];
    let heldBack = 0;
    const answerer = createAnswerer(await loadKnowledge(KNOWLEDGE_FOLDER), {
      onHeldBack: () => {
        heldBack += 1;
      },
    });
    const verdicts = files.flatMap(readSamples).flatMap((sample) => judge(answerer, sample));
    printTable([["part", "right", "share"], ...partRows(verdicts)]);
    console.log("");
    printTable([["style", "questions", ...SAMPLE_OUTCOMES], ...styleRows(verdicts)]);
    console.log(`answers held back for figures nothing supports: ${heldBack}`);
    if (!words.includes("--misses")) return;
    for (const { part, id, question, answer } of verdicts.filter(({ right }) => !right)) {
      const { kind, facts, confidence, notStated } = answer;
      const seen = `${kind} ${confidence.toFixed(2)} [${facts.join(", ")}] ${notStated ?? ""}`;
      console.log(`${part} ${id}: ${question}\n    ${seen}`);
    }
  },
};

function partRows(verdicts: readonly Verdict[]): string[][] {
  return [...shares(verdicts)].map(([part, { right, of }]) => [
    part,
    `${right}/${of}`,
    `${((100 * right) / of).toFixed(1)} %`,
  ]);
}

/** For each style of wording, how many questions came to which outcome. */
function styleRows(verdicts: readonly Verdict[]): string[][] {
  const styles = [...new Set(verdicts.map(({ style }) => style))].sort();
  return styles.map((style) => {
    const own = verdicts.filter((each) => each.style === style);
    const counts = SAMPLE_OUTCOMES.map(
      (outcome) => own.filter((each) => each.outcome === outcome).length,
    );
    return [style, String(own.length), ...counts.map(String)];
  });
}
