import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readYaml } from "../../src/knowledge/content/yaml-source.ts";

const schema = z.strictObject({
  id: z.string(),
  asked: z.strictObject({ zh: z.array(z.string().min(2)), en: z.array(z.string()) }),
  numbers: z.array(z.strictObject({ what: z.string(), amount: z.number() })).default([]),
});
const read = (text: string, linesBefore = 1) =>
  readYaml({ file: "a.md", text, linesBefore }, schema);

const GOOD = `id: "a-b"
# a remark
asked:
  zh: [多少钱, 怎么申请]
  en:
    - how much
    - 'how: to'
numbers:
  - what: fee
    amount: 0.5
  - { what: cap, amount: 8000 }
`;

describe("a readable text", () => {
  const good = read(GOOD);

  it("gives its value", () => {
    expect(good).toMatchObject({
      kind: "read",
      value: {
        id: "a-b",
        asked: { zh: ["多少钱", "怎么申请"], en: ["how much", "how: to"] },
        numbers: [
          { what: "fee", amount: 0.5 },
          { what: "cap", amount: 8000 },
        ],
      },
    });
  });

  it.each([
    [["id"], 2],
    [["asked", "zh", 1], 5],
    [["asked", "en", 1], 8],
    [["numbers", 0, "amount"], 11],
    [["numbers", 1, "amount"], 12],
    [["numbers", 1, "gone"], 12],
    [["gone"], 2],
  ])("knows the line of %j, or of what holds it", (path, line) => {
    expect(good.kind === "read" && good.lineOf(path)).toBe(line);
  });
});

describe("a faulty text", () => {
  it.each([
    ["a wrong value", GOOD.replace("0.5", "half"), 11, "numbers.0.amount: "],
    ["a value that is too short", GOOD.replace("怎么申请", "怎"), 5, "asked.zh.1: "],
    ["an unknown key", `${GOOD}more: 1\n`, 2, "the file: "],
    ["a key said twice", `${GOOD}id: c\n`, 13, "not readable as YAML: duplicated mapping key"],
    ["an open bracket", 'id: "a"\nasked: {zh: [', 3, "not readable as YAML: "],
    ["a tab as indent", 'id: "a"\nasked:\n\tzh: []', 4, "not readable as YAML: "],
    ["an alias", "id: &x a\nasked: *x", 3, "not readable as YAML: "],
    ["two documents", "id: a\n---\nid: b", 2, "not readable as YAML: one document, not several"],
    ["nothing", "", 2, "the file: "],
    ["a lone word", "hello", 2, "the file: "],
  ])("with %s is named with its line", (_what, text, line, message) => {
    const faulty = read(text);
    expect(faulty).toMatchObject({
      kind: "faulty",
      problems: [{ file: "a.md", line, message: expect.stringContaining(message) }],
    });
  });
});
