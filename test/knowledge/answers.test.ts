import { beforeAll, expect, it } from "vitest";
import { type Answerer, createAnswerer } from "../../src/knowledge/answer.ts";
import { unsupportedFigures } from "../../src/knowledge/figures/guard.ts";
import { type KnowledgeBase, loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";

let base: KnowledgeBase;
let answerer: Answerer;
const ask = (text: string, inGroup = false) =>
  answerer.answer({ text, locale: "zh-CN", inGroup, flows: ["desk"] });

beforeAll(async () => {
  base = await loadKnowledge(KNOWLEDGE_FOLDER);
  answerer = createAnswerer(base);
});

it.each([
  ["首年之后第二年的房租还要自己付多少", "rent-relief-schedule", "25%"],
  ["雏鹰计划最多能拿多少资助", "chick-plan-amount", "50万"],
  ["给创作者贷款做担保的费率是多少", "fin-guarantee-rate", "0.5%"],
])("%s", (question, fact, figure) => {
  const answer = ask(question);
  expect(answer.kind).toBe("answer");
  expect(answer.facts.slice(0, 3)).toContain(fact);
  expect(answer.text).toContain(figure);
  expect(answer.source).toContain("来源");
});

it("answers English in English", () => {
  const answer = ask("What is the guarantee fee rate for creators' loans?");
  expect(answer).toMatchObject({ kind: "answer", locale: "en" });
});

it("stays out of talk between members", () => {
  expect(ask("中午一起吃饭吗", true)).toMatchObject({ kind: "ignored" });
});

it("sends no figure that no clause holds, and would without its guard", () => {
  const text = "给创作者贷款做担保的费率是多少";
  const strict = createAnswerer(base, {
    guard: (answer, _cited, question, names) => unsupportedFigures(answer, [], question, names),
  });
  expect(strict.answer({ text, locale: "zh-CN", inGroup: false }).kind).not.toBe("answer");
  expect(ask(text).kind).toBe("answer");
});

it.each(["", "🐣🐣", "\u0000\u202e", "\ud83d", "长".repeat(100_000), "<script>{{7*7}}</script>"])(
  "never throws, whatever comes (%#)",
  (text) => expect(ask(text).text).not.toContain("<script>"),
);
