import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positionIn, recognizeChoice } from "../../src/engine/choice.ts";
import type { Action, Intent } from "../../src/engine/intent.ts";
import { cleanText, foldLabel, isBareNumber, MAX_TEXT } from "../../src/engine/normalize.ts";
import { plainText } from "../../src/engine/plain-text.ts";
import { decodeToken, encodeToken, MAX_TOKEN_BYTES } from "../../src/engine/token.ts";
import { recognizeVerb } from "../../src/engine/verbs.ts";
import { localeOfText } from "../../src/i18n/locale.ts";

const mac = (text: string) => {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 31;
  return hash.toString(36).padStart(12, "0");
};

describe("normalising", () => {
  it("takes away what cannot be seen and keeps compound emoji", () => {
    expect(cleanText("\u202e房\u200b租\u0000 \ud83d")).toBe("房租");
    expect(cleanText("👨‍👩‍👧")).toBe("👨‍👩‍👧");
    expect(cleanText("长".repeat(100_000))).toHaveLength(MAX_TEXT);
    expect(foldLabel(" ＡＢ　C。")).toBe("ab c");
    expect(foldLabel("～～“取消”，是吗？！")).toBe("取消”,是吗");
    expect(foldLabel("……！？")).toBe("");
  });
});

describe("verbs", () => {
  it.each([
    ["取消", "cancel"],
    ["/back", "back"],
    ["跳過。", "skip"],
    ["say again", "repeat"],
    ["转人工", "human"],
    ["稍后", "later"],
    ["繼續", "continue"],
  ])("%s is %s", (text, kind) => expect(recognizeVerb(text)).toEqual({ kind }));

  it.each(["没有", "取消报名 EV-01", "怎么返回上海", "cancel my subscription to B站"])(
    "%s is none",
    (text) => expect(recognizeVerb(text)).toBeUndefined(),
  );
});

describe("choices", () => {
  const options = [
    { id: "one", label: "网信窗口" },
    { id: "two", label: "税务窗口" },
    { id: "three", label: "综合窗口" },
  ];
  it.each([
    ["2", "two"],
    ["２", "two"],
    ["②", "two"],
    ["第二个", "two"],
    ["the second one", "two"],
    ["税务", "two"],
    ["最后一个", "three"],
  ])("%s chooses %s", (text, id) => expect(recognizeChoice(text, options)?.id).toBe(id));

  it("never guesses between several", () => {
    expect(recognizeChoice("窗口", options)).toBeUndefined();
    expect(recognizeChoice("4", options)).toBeUndefined();
    expect(positionIn("13800000000", 3)).toBeUndefined();
  });
});

describe("tokens", () => {
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.record({
      kind: fc.constant("answer" as const),
      lane: fc.stringMatching(/^[a-z0-9]{14}$/),
      run: fc.nat(46_000),
      question: fc.nat(46_000),
      option: fc.stringMatching(/^(?:!change-)?[a-z0-9-]{1,16}$/),
    }),
    fc.record({
      kind: fc.constant("open" as const),
      command: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
      args: fc.stringMatching(/^[A-Za-z0-9-]{0,22}$/),
    }),
  );

  it("come back as they were, in at most 64 bytes", () => {
    fc.assert(
      fc.property(action, (made) => {
        const token = encodeToken(made, mac) ?? "";
        expect(token.length).toBeLessThanOrEqual(MAX_TOKEN_BYTES);
        expect(decodeToken(token, mac)).toEqual(made);
      }),
    );
  });

  it("are refused once a character of theirs was changed", () => {
    fc.assert(
      fc.property(action, fc.nat(), (made, place) => {
        const token = encodeToken(made, mac) ?? "";
        const at = place % token.length;
        const forged = `${token.slice(0, at)}${token[at] === "x" ? "y" : "x"}${token.slice(at + 1)}`;
        expect(decodeToken(forged, mac)).toBeUndefined();
      }),
    );
  });
});

describe("the plain text of an intent", () => {
  const kinds: readonly Intent["kind"][] = ["say", "ask", "choose", "review", "card", "notice"];
  it.each(kinds)("holds all that a %s says", (kind) => {
    const parts = {
      title: "题目",
      text: "正文",
      rows: [{ label: "左", value: "右" }],
      footnote: "出处",
      buttons: [{ label: "按钮", action: { kind: "link", url: "https://example.org" } as const }],
      hint: "提示",
      options: [
        { id: "a", label: "甲", action: { kind: "open", command: "x", args: "" } as const },
      ],
    };
    const written = plainText({ kind, ...parts }, "zh-CN");
    for (const part of ["题目", "正文", "左", "右", "出处", "按钮", "https://example.org"]) {
      expect(written).toContain(part);
    }
    if (kind === "choose") expect(written).toContain("1. 甲");
    if (kind === "ask") expect(written).toContain("提示");
  });
});

it.each([
  ["78NCH8NN", undefined],
  ["EV-01", undefined],
  ["ZXR6J3ZD 这个码", "zh-CN"],
  ["rent is 8000 a month", "en"],
  ["the 2nd year", "en"],
])("%s is written in %s", (said, locale) => {
  expect(localeOfText(said)).toBe(locale);
});

it.each(["7", "0002", "12,000", "第7个", "no. 7", "七", "12345678"])(
  "%s is a number alone",
  (said) => {
    expect(isBareNumber(said)).toBe(true);
  },
);

it.each(["7月", "第三年", "50万", "DEMO-0002", "7个月租金", "", "多少"])("%s is none", (said) => {
  expect(isBareNumber(said)).toBe(false);
});
