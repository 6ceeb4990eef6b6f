import { beforeAll, expect, it } from "vitest";
import { type Answerer, createAnswerer } from "../../src/knowledge/answer.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { judge, readSamples, shares } from "./evaluation.ts";

/** Least share of right answers per part; the sets are our own, the last half was kept aside while tuning. */
const LEAST: Readonly<Record<string, number>> = {
  "in scope": 0.9,
  "near-miss": 0.9,
  unrelated: 0.95,
  chatter: 0.9,
  "first turn": 0.9,
  "follow-up": 0.85,
  adversarial: 0.95,
};
const KEPT_ASIDE = 0.85;

let answerer: Answerer;
beforeAll(async () => {
  answerer = createAnswerer(await loadKnowledge(KNOWLEDGE_FOLDER));
});

it.each(["questions", "fresh", "second", "wide", "probe"])("answers the set %s", (set) => {
  const verdicts = readSamples(`test/knowledge/${set}.jsonl`).flatMap((each) =>
    judge(answerer, each),
  );
  for (const [part, { right, of }] of shares(verdicts)) {
    expect(right / of, `${part}: ${right} of ${of}`).toBeGreaterThanOrEqual(LEAST[part] ?? 1);
  }
});

it("answers the half kept aside", () => {
  const verdicts = readSamples("test/knowledge/holdout.jsonl").flatMap((each) =>
    judge(answerer, each),
  );
  const right = verdicts.filter((each) => each.right).length;
  expect(right / verdicts.length).toBeGreaterThanOrEqual(KEPT_ASIDE);
});
