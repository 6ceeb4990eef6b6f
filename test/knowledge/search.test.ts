import { describe, expect, it } from "vitest";
import { buildConcepts, NO_CONCEPTS } from "../../src/knowledge/search/concepts.ts";
import { buildFieldIndex } from "../../src/knowledge/search/field-index.ts";
import {
  CLAUSE_SETTINGS,
  GENERAL_SETTINGS,
  type SearchSettings,
} from "../../src/knowledge/search/settings.ts";
import { indexTerms, queryTerms } from "../../src/knowledge/search/terms.ts";
import { buildTextIndex, confidenceOf } from "../../src/knowledge/search/text-index.ts";
import { foldText } from "../../src/knowledge/text/normalize.ts";
import { termsIn, tokenize } from "../../src/knowledge/text/tokens.ts";

const terms = (text: string) => termsIn(foldText(text));

describe("the terms of a text", () => {
  it.each([
    ["single Han characters and their pairs", "租房补", ["租", "租房", "房", "房补", "补"]],
    ["a lone Han character", "租", ["租"]],
    ["traditional characters as simplified ones", "補貼", ["补", "补贴", "贴"]],
    ["Latin words whole, in lower case", "AIGC Studio", ["aigc", "studio"]],
    ["full-width letters and digits as narrow ones", "ＡＩ２０２５", ["ai", "2025"]],
    ["no pair across punctuation or a word", "租，房V房", ["租", "房", "v", "房"]],
    ["a decimal number whole", "费率0.5%", ["费", "费率", "率", "0.5"]],
    [
      "plurals and possessives without their ending",
      "companies' subsidies",
      ["company", "subsidy"],
    ],
    ["short words and 's' words as they are", "gas bus loans", ["gas", "bus", "loan"]],
    ["characters beyond the basic plane whole", "𠮷野", ["𠮷", "𠮷野", "野"]],
    ["nothing for emoji and punctuation", "🐣！？", []],
  ])("%s", (_what, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it("are the same with and without their kinds", () => {
    const text = foldText("2025年YOUNG立方的补贴，creators' loans 0.5%");
    expect(tokenize(text).map(({ term }) => term)).toEqual(termsIn(text));
  });

  it("of content are read to the end, of a message only so far", () => {
    const long = `${"长".repeat(5_000)}租`;
    expect(indexTerms(long, NO_CONCEPTS)).toContain("租");
    expect(queryTerms(long, NO_CONCEPTS, GENERAL_SETTINGS).map(({ term }) => term)).not.toContain(
      "租",
    );
  });

  it("name one thing by one concept, the longest word first, Latin words whole only", () => {
    const synonyms = [{ words: ["房租", "租金"] }, { words: ["房租补贴"] }, { words: ["AI"] }];
    const { find } = buildConcepts(synonyms, []);
    expect(find("租金和房租")).toEqual(["#0", "#0"]);
    expect(find("房租补贴")).toEqual(["#1"]);
    expect(find("ai said it")).toEqual(["#2"]);
  });
});

describe("what a question's terms count", () => {
  const weightsOf = (text: string, settings: SearchSettings) =>
    Object.fromEntries(
      queryTerms(text, NO_CONCEPTS, settings).map(({ term, weight }) => [term, weight]),
    );

  it("question words less than the subject, and in pairs with them where the texts are general", () => {
    expect(weightsOf("租房吗", GENERAL_SETTINGS)).toEqual({
      租: 1,
      租房: 1,
      房: 1,
      房吗: 0.4,
      吗: 0.4,
    });
    expect(weightsOf("租房吗", CLAUSE_SETTINGS)["房吗"]).toBe(1);
  });

  it("each term once, however often it is said", () => {
    expect(weightsOf("贷款贷款", GENERAL_SETTINGS)).toEqual({ 贷: 1, 贷款: 1, 款: 1, 款贷: 1 });
  });
});

const entry = (title: string, text: string, asked: readonly string[] = []) => ({
  title,
  text,
  asked,
});
const SHOP = [
  entry("退货", "收到商品七日内可以退货，运费自理"),
  entry("发票", "订单完成后可以开具电子发票"),
  entry("配送", "周一至周五配送，偏远地区需要三日"),
  entry("会员", "会员享受九折，配送免运费"),
];

describe("ranking", () => {
  const index = buildTextIndex(SHOP, NO_CONCEPTS, GENERAL_SETTINGS);
  const ranked = (question: string, limit = 10) => index.rank(index.terms(question), limit);
  const first = (question: string) => SHOP[ranked(question)[0]?.entry ?? -1]?.title;

  it.each([
    ["怎么退货", "退货"],
    ["電子發票怎麼開", "发票"],
    ["偏远地区几天配送到", "配送"],
    ["会员打几折", "会员"],
  ])("%s → %s", (question, title) => expect(first(question)).toBe(title));

  it("falls with each place, and stops at the limit", () => {
    const scores = ranked("会员配送运费").map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(2);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(ranked("会员配送运费", 2)).toEqual(ranked("会员配送运费").slice(0, 2));
  });

  it("is surer of a question about the base than of one beside it", () => {
    const sureOf = (question: string) => {
      const [best] = ranked(question);
      return best === undefined ? 0 : confidenceOf(best);
    };
    expect(sureOf("偏远地区怎么配送")).toBeGreaterThan(2 * sureOf("火星上有没有偏方"));
    expect(sureOf("???")).toBe(0);
  });

  it("leaves nothing behind: the same question twice finds the same", () => {
    const before = ranked("会员配送");
    ranked("发票退货");
    expect(ranked("会员配送")).toEqual(before);
  });

  it("finds a misspelt word by its sound, and an English one by a letter", () => {
    const base = [entry("退货", "可以退货"), entry("invoice", "an electronic invoice")];
    const mending = buildTextIndex(base, NO_CONCEPTS, GENERAL_SETTINGS);
    const entries = (question: string) =>
      mending.rank(mending.terms(question), 1).map((match) => match.entry);
    expect(entries("腿祸")).toEqual([0]);
    expect(entries("invoise")).toEqual([1]);
  });

  it("finds nothing in an empty base", () => {
    const empty = buildTextIndex([], NO_CONCEPTS, GENERAL_SETTINGS);
    expect(empty.rank(empty.terms("退货"), 5)).toEqual([]);
  });
});

describe("questions kept with an entry", () => {
  const words = "东西不想要了咋整";
  const found = (asked: readonly string[]) => {
    const [returns, ...others] = SHOP;
    const kept = [{ ...(returns ?? entry("", "")), asked }, ...others];
    const index = buildTextIndex(kept, NO_CONCEPTS, GENERAL_SETTINGS);
    return index.rank(index.terms(words), 1)[0]?.entry;
  };

  it("bring a question in other words to it, which it alone does not", () => {
    expect(found([])).not.toBe(0);
    expect(found(["不想要的东西咋处理"])).toBe(0);
  });

  it("still do when many others are kept with it: they are evidence, not length", () => {
    const kept = "不想要的东西咋处理";
    const scoreAmong = (others: readonly string[]) => {
      const base = SHOP.map((each, at) => ({
        ...each,
        asked: at === 0 ? [...others, kept] : [kept],
      }));
      const index = buildTextIndex(base, NO_CONCEPTS, GENERAL_SETTINGS);
      return index.rank(index.terms(words), 9).find((match) => match.entry === 0)?.score ?? 0;
    };
    const many = Array.from({ length: 30 }, (_, at) => `第${at}个顾客问能否换一件`);
    expect(scoreAmong(many)).toBeGreaterThan((scoreAmong([]) * 2) / 3);
  });
});

describe("the field index", () => {
  const FIELD = [{ weight: 1, lengthDiscount: 0.75 }];
  const search = (entries: readonly string[][], ...query: string[]) =>
    buildFieldIndex(
      entries.map((words) => [words]),
      FIELD,
    ).search(
      query.map((term) => ({ term, weight: 1 })),
      10,
    );

  it("holds a rare word for more telling than a common one", () => {
    const hits = search(
      [
        ["a", "x"],
        ["a", "y"],
        ["b", "z"],
      ],
      "a",
      "b",
    );
    expect(hits[0]?.entry).toBe(2);
  });

  it("prefers the shorter of two entries with the word, and of equals the earlier", () => {
    expect(search([["a", "x", "y", "z"], ["a"]], "a").map(({ entry }) => entry)).toEqual([1, 0]);
    expect(search([["a"], ["a"], ["a"]], "a").map(({ entry }) => entry)).toEqual([0, 1, 2]);
  });

  it("counts a word no entry holds against the reach", () => {
    const [hit] = search([["a"], ["b"]], "a", "c");
    expect(hit?.reach).toBeGreaterThan(0);
    expect(hit?.reach).toBeLessThan(0.5);
  });

  it("measures a field's length against the entries that have it", () => {
    const entries = Array.from({ length: 20 }, (_, at) => [["a"], at === 0 ? ["b", "c"] : []]);
    const index = buildFieldIndex(entries, [...FIELD, ...FIELD]);
    const [hit] = index.search([{ term: "b", weight: 1 }], 1);
    expect(hit?.score).toBeCloseTo(index.rarity("b") / 2.2, 12);
  });
});
