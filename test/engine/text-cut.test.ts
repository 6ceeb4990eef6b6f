import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { borderBefore, characterBorderBefore } from "../../src/engine/text-cut.ts";

describe("where a text is cut", () => {
  test.each([
    ["第一段。\n\n第二段很长很长", 9, "第一段。\n\n"],
    ["前面的一句话。后面的一句话。", 10, "前面的一句话。"],
    ["he said “stop!” and left the room", 20, "he said “stop!”"],
    ["版本2.1已经可以用了没有别的", 6, "版本2.1已"],
    ["one two three", 9, "one two "],
    ["没有任何标点的一长串文字", 5, "没有任何标"],
  ])("%j within %i", (text, max, head) => {
    expect(text.slice(0, borderBefore(text, max))).toBe(head);
  });

  test("a character made of several is kept whole where it fits", () => {
    const family = "👨‍👩‍👧";
    expect(borderBefore(`甲乙丙丁${family}`, 6)).toBe(4);
    expect(characterBorderBefore(`${family}${family}`, family.length + 2)).toBe(family.length);
  });

  test("it always moves on, within its limit, and never between the halves of a character", () => {
    const piece = fc.constantFrom(..."甲a。, \n😀👨‍👩‍👧́".split(""), "👨‍👩‍👧", "\n\n");
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 4 }),
        fc.integer({ min: 2, max: 40 }),
        (all, max) => {
          const text = all.join("");
          fc.pre(text.length > max);
          const cut = borderBefore(text, max);
          expect(cut).toBeGreaterThan(0);
          expect(cut).toBeLessThanOrEqual(max);
          const halves = /[\uD800-\uDBFF]$/.test(text.slice(0, cut));
          expect(halves && /^[\uDC00-\uDFFF]/.test(text.slice(cut))).toBe(false);
        },
      ),
    );
  });
});
