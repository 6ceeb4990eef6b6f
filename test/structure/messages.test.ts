import { describe, expect, test } from "vitest";
import { localizedTexts } from "./localized.ts";
import { missingLanguages, namesIn } from "./localized-data.ts";
import { listFiles, readProjectFile, readSources } from "./tree.ts";
import { COMMAND_WORDS, wordingProblems } from "./wording.ts";

const planted = (source: string) =>
  localizedTexts({ path: "flows/desk/messages.ts", source }).flatMap((text) =>
    wordingProblems(text, { zh: ["取消", "V聚场"], en: ["V Juchang", "Telegram"] }),
  );

describe("a planted text is found", () => {
  test.each([
    ["without English", 'const m = { hello: { zh: "你好" } };', "(en) is missing"],
    ["without Chinese", 'const m = { hello: { en: "Hello" } };', "(zh) is missing"],
    ["with empty English", 'const m = { hello: { zh: "你好", en: "" } };', "(en) is missing"],
    ["with blank Chinese", 'const m = { hello: { zh: " ", en: "Hello" } };', "(zh) is missing"],
    ["with Chinese in the English", 'const m = { zh: "请稍等", en: "请稍等" };', "holds Chinese"],
    ["with English in the Chinese", 'const m = { zh: "Cancel", en: "Cancel" };', "has no Chinese"],
    [
      "that addresses people otherwise",
      'const m = { zh: "等您决定", en: "Up to you" };',
      "people are 你",
    ],
    [
      "with an English sentence in the Chinese",
      'const m = { zh: "好 please wait for the desk", en: "Wait" };',
      "English sentence",
    ],
    [
      "with Chinese in a function's English",
      "const m = { zh: (n: number) => `${n}个`, en: (n: number) => `${n}个` };",
      "holds Chinese",
    ],
    [
      "with a function that says nothing in English",
      'const m = { zh: () => "你好", en: () => "" };',
      "(en) is missing",
    ],
  ])("%s", (_what, source, said) => {
    expect(planted(source)).toEqual([expect.stringContaining(said)]);
  });
});

describe("a good text is left alone", () => {
  test.each([
    ["plain", 'const m = { zh: "你好", en: "Hello" };'],
    ["with gaps", "const m = { zh: (p: P) => `还有${p.n}个`, en: (p: P) => `${p.n} left` };"],
    [
      "with names and commands",
      'const m = { zh: "在Telegram发 /help", en: "Send 取消 to leave V聚场" };',
    ],
    ["a name in both languages", 'const m = { zh: "Telegram", en: "Telegram" };'],
    ["without letters", 'const m = { zh: "✓", en: "✓" };'],
    ["a table of languages", 'const tags = { zh: "zh", en: "en", 英文: "en" };'],
    ["a schema", "const m = z.object({ zh: z.string(), en: z.string() });"],
    ["words from elsewhere", "const m = { zh: label.zh, en: label.en };"],
  ])("%s", (_what, source) => {
    expect(planted(source)).toEqual([]);
  });
});

test("every text of the project exists in both languages", () => {
  const names = namesIn(readProjectFile("knowledge/names.yaml"));
  const kept = {
    zh: [...COMMAND_WORDS.zh, ...names.zh],
    en: [...COMMAND_WORDS.en, ...names.en],
  };
  const texts = readSources("src", "adapters", "flows").flatMap(localizedTexts);
  expect(texts.length).toBeGreaterThan(60);
  expect(texts.flatMap((text) => wordingProblems(text, kept))).toEqual([]);
});

describe("data files", () => {
  const data = (source: string) => missingLanguages({ path: "knowledge/desks.yaml", source });

  test("a language that is missing or empty is found, however deep", () => {
    expect(data("- name: { zh: 窗口 }")).toEqual([expect.stringContaining("en is missing")]);
    expect(data("- a: { b: [{ zh: [], en: [x] }] }")).toEqual([
      "knowledge/desks.yaml › 0 › a › b › 0: zh is missing or empty",
    ]);
    expect(data("- name: { zh: 窗口, en: desk }")).toEqual([]);
  });

  test("the front matter of a Markdown file is read", () => {
    const source = "---\ntitle: { zh: 标题, en: '' }\n---\n## zh\n…";
    expect(missingLanguages({ path: "knowledge/clauses/a/b.md", source })).toEqual([
      "knowledge/clauses/a/b.md › title: en is missing or empty",
    ]);
  });

  test("every text of the knowledge base exists in both languages", () => {
    const files = listFiles("knowledge", ".md", ".yaml").map(readProjectFile);
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap(missingLanguages)).toEqual([]);
  });
});
