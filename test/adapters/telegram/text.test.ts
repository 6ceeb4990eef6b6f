import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inert } from "../../../adapters/telegram/inert.ts";
import { splitStyled } from "../../../adapters/telegram/split.ts";
import { joinStyled, styled } from "../../../adapters/telegram/styled.ts";
import { detected } from "../../stand-ins/telegram/world.ts";
import { drawn } from "../../support/fuzz.ts";

const NONE: ReadonlySet<string> = new Set();
const parts = (text: string, max: number) =>
  splitStyled(styled(text), max).map((part) => part.text);

describe("a long text", () => {
  test("is cut at the end of a sentence", () => {
    const sentence = "这是一句话，有二十来个字，说一条政策。";
    const cut = parts(sentence.repeat(500), 4096);
    expect(cut.length).toBeGreaterThan(2);
    for (const part of cut) {
      expect(part.length).toBeLessThanOrEqual(4096);
      expect(part.endsWith("。")).toBe(true);
    }
    expect(cut.join("")).toBe(sentence.repeat(500));
  });

  test("keeps a paragraph together when one ends in the second half", () => {
    expect(parts(`${"a. ".repeat(20)}\n\n${"b. ".repeat(20)}`, 100)).toEqual([
      "a. ".repeat(20).trim(),
      "b. ".repeat(20).trim(),
    ]);
  });

  test("of 4096 units is one message, of 4097 two", () => {
    expect(parts("字".repeat(4096), 4096)).toHaveLength(1);
    expect(parts("字".repeat(4097), 4096)).toHaveLength(2);
  });

  test("never cuts an emoji, however it is put together", () => {
    const family = "👨‍👩‍👧‍👦";
    for (const max of [23, 24, 25, 26, 40]) {
      for (const part of parts(family.repeat(30), max)) {
        expect(part.length % family.length).toBe(0);
      }
    }
  });

  test("loses nothing but white space, whatever it is", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 400 });
    const squeezed = (one: string) => one.replace(/\s+/gu, "");
    fc.assert(
      fc.property(text, fc.integer({ min: 16, max: 80 }), (raw, max) => {
        const cut = parts(raw, max);
        expect(squeezed(cut.join(""))).toBe(squeezed(raw));
        for (const part of cut) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part).toBe(part.trim());
        }
      }),
    );
  });

  test("keeps its marks on the same words", () => {
    const whole = joinStyled([styled("标题很长很长", "bold"), styled("正文。".repeat(20))], "\n\n");
    const cut = splitStyled(whole, 40);
    expect(cut[0]?.marks).toEqual([{ style: "bold", from: 0, to: 6 }]);
    const long = splitStyled(styled("粗体。".repeat(30), "bold"), 40);
    for (const part of long) {
      expect(part.marks).toEqual([{ style: "bold", from: 0, to: part.text.length }]);
    }
  });
});

describe("an inert text", () => {
  test.each([
    "@alice",
    "看@alice_b12 呀",
    "https://evil.example/x",
    "HTTPS://evil.example",
    "tg://resolve?domain=x",
    "evil.com",
    "www.evil.cn/path",
    "a@b.com",
    "/ban",
    "/ban@other_bot",
    "#tag",
    "t.me/joinchat",
  ])("makes no link of %j", (text) => {
    expect(detected(text).length).toBeGreaterThan(0);
    expect(detected(inert(text, NONE))).toEqual([]);
    expect(inert(text, NONE).replaceAll("\u2060", "")).toBe(text);
  });

  test("keeps the bot's own commands alive, and plain prose as it is", () => {
    const text = "回复 /desk 或 and/or 3.5% 2026.11.23 e.g";
    expect(inert("回复 /desk", new Set(["desk"]))).toBe("回复 /desk");
    expect(inert("第二年减免75%。自付3.5%", NONE)).toBe("第二年减免75%。自付3.5%");
    expect(inert(text, new Set(["desk"])).replaceAll("\u2060", "")).toBe(text);
  });

  test("has no name, address or command in it, whatever it was", () => {
    const pieces = fc.constantFrom(
      "@",
      "/",
      "#",
      ":",
      ".",
      "a",
      "bob5",
      "com",
      "https",
      " ",
      "字",
      "-",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (list) => {
        expect(detected(inert(list.join(""), NONE))).toEqual([]);
      }),
      { numRuns: drawn(2_000) },
    );
  });
});
