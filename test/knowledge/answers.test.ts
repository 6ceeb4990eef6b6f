import { beforeAll, expect, it } from "vitest";
import { type Answer, type Answerer, createAnswerer } from "../../src/knowledge/answer.ts";
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

/** The turns of one conversation. */
function converse(...texts: readonly string[]) {
  let memory: Answer["memory"];
  return texts.map((text) => {
    const request = { text, locale: "zh-CN", inGroup: false, flows: ["desk"] } as const;
    const answer = answerer.answer(memory === undefined ? request : { ...request, memory });
    memory = answer.memory;
    return answer;
  });
}

it.each([
  ["租房补贴一个月多少", "那外籍呢", "8000元", "只写了国内创作者"],
  [
    "How much is the monthly housing subsidy?",
    "what about foreigners?",
    "8,000",
    "domestic creators only",
  ],
])("%s, then %s", (first, then, amount, open) => {
  const [housing, foreign] = converse(first, then);
  expect(housing?.text).toContain(amount);
  expect(foreign?.facts).toEqual(expect.arrayContaining(["talent-rent-subsidy", "talent-foreign"]));
  expect(foreign?.text).toContain(open);
});

it.each([
  ["窗口电话多少", "general"],
  ["What is the phone number of the desk?", "general"],
  ["接商单个税怎么交", "tax"],
  ["How do I pay income tax on brand deals?", "tax"],
  ["增值税发票怎么开", "tax"],
  ["账号被封了找谁", "cyberspace"],
  ["甲方拖着不付尾款怎么办", "justice"],
  ["雏鹰现在还能申报吗", "investment"],
  ["Can I still apply for the Fledgling Plan now?", "investment"],
  ["第四年房租怎么算", "investment"],
])("%s: not stated, desk %s", (question, desk) => {
  expect(ask(question)).toMatchObject({ kind: "not_stated", desk });
});

it.each(["Can foreigners get the housing money?", "外国人能领租房补贴吗"])(
  "%s: the text names domestic creators only",
  (question) => {
    expect(ask(question)).toMatchObject({ kind: "not_stated" });
    expect(ask(question).text).toMatch(/国内创作者|domestic creators only/);
  },
);

it.each([
  "杭州给博主多少补贴",
  "静安有创作者补贴吗",
  "2027年还有房租减免吗",
  "How does Hangzhou's creator subsidy compare?",
])("%s: abstains", (question) => expect(ask(question).kind).not.toBe("answer"));

it.each([
  ["租房补贴每月2万对吧", "talent-rent-subsidy", "2万"],
  ["雏鹰能给我八十万吗", "chick-plan-amount", "八十万"],
  ["Is it true the guarantee fee is 5%?", "fin-guarantee-rate", "5%"],
])("%s: the premise is corrected", (question, fact, claimed) => {
  const answer = ask(question);
  expect(answer.facts).toContain(fact);
  expect(answer.text.split("\n")[0]).toContain(claimed);
});

it("answers two questions of one message, and says so when there are more than it can answer", () => {
  expect(ask("房租怎么减？雏鹰最多多少？").facts).toEqual(
    expect.arrayContaining(["rent-relief-schedule", "chick-plan-amount"]),
  );
  const twelve = ask(
    "V聚场在哪？多大？一楼干嘛的？房租怎么减？雏鹰最多给多少？怎么还？担保费多少？贴息多少？租房补贴多少？公寓能住几天？优质内容奖多少？沪九条是什么？",
  );
  expect(twelve.text).toContain("请分开再问");
});
