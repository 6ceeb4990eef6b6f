import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Clause } from "../../src/knowledge/content/clause.ts";
import { readClauseFile } from "../../src/knowledge/content/clause-file.ts";
import { readKnowledge } from "../../src/knowledge/load.ts";
import { applyEdits, clauseDigest, withClauses } from "../../src/knowledge/overlay/apply.ts";
import { changedLines } from "../../src/knowledge/overlay/changed-lines.ts";
import { checkEdit } from "../../src/knowledge/overlay/check-edit.ts";
import { addExample, renderClause } from "../../src/knowledge/overlay/clause-text.ts";
import { renderDraft } from "../../src/knowledge/overlay/draft.ts";
import { clauseKey, openLiveKnowledge } from "../../src/knowledge/overlay/live.ts";
import { clauseOfNote, sameLongNumbers } from "../../src/knowledge/overlay/note.ts";
import { dayInShanghai, holdsOn, laterDay } from "../../src/knowledge/overlay/validity.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import type { KnowledgeEdit } from "../../src/store/knowledge-edits.ts";

const { files } = await readKnowledge(KNOWLEDGE_FOLDER);
const { base } = files;
const RENT = "talent-rent-subsidy";
const rent = clauseNamed(RENT);
const rentText = await readFile(
  join(KNOWLEDGE_FOLDER, "clauses/talent/talent-rent-subsidy.md"),
  "utf8",
);
const taxDesk = base.desks.find(({ id }) => id === "tax");
if (!taxDesk) throw new Error("There is no tax desk");
const tax = taxDesk;
const DAY = "2026-11-27";
const rules = { base, factIds: files.factIds };

function clauseNamed(id: string): Clause {
  const found = base.clauses.find((clause) => clause.id === id);
  if (!found) throw new Error(`There is no clause ${id}`);
  return found;
}

function edit(clause: string, more: Partial<KnowledgeEdit> = {}): KnowledgeEdit {
  return {
    clause,
    version: 1,
    state: "live",
    content: undefined,
    base: undefined,
    author: "operator",
    at: 1,
    ...more,
  };
}

function note(
  until = "2026-12-03",
  words = { zh: "税务窗口今天搬到三楼。", en: "The tax desk is on the third floor today." },
) {
  return clauseOfNote(tax, { topic: "place", words, said: DAY, until });
}

function clauseIn(content: string): Clause {
  const read = readClauseFile("clause.md", content);
  if (read.kind === "faulty") throw new Error(JSON.stringify(read.problems));
  return read.value.clause;
}

describe("a clause written as a file", () => {
  it.each(base.clauses.map((clause) => [clause.id, clause] as const))(
    "%s reads back as it was",
    (_id, clause) => {
      expect(clauseIn(renderClause(clause))).toEqual(clause);
      expect(clauseDigest(clauseIn(renderClause(clause)))).toBe(clauseDigest(clause));
    },
  );

  it("takes one more example and keeps everything else", () => {
    const said = "租房子：区里每个月“管”多少钱？# 真的吗";
    const changed = clauseIn(addExample(rentText, "zh", said));
    expect(changed).toEqual({
      ...rent,
      asked: { ...rent.asked, zh: [...rent.asked.zh, said] },
    });
  });
});

describe("what staff made of the clauses", () => {
  it("replaces, withdraws, adds, and leaves drafts alone", () => {
    const shorter = { ...rent, title: { zh: "租房补贴", en: "Rent subsidy" } };
    const laid = applyEdits(
      base,
      [
        edit(RENT, { content: renderClause(shorter), base: clauseDigest(rent) }),
        edit("talent-foreign", { state: "withdrawn" }),
        edit("note-tax-place", { content: renderClause(note()) }),
        edit("draft-1", { state: "draft", content: "anything" }),
      ],
      DAY,
    );
    const ids = laid.base.clauses.map(({ id }) => id);
    expect(laid.base.clauses.find(({ id }) => id === RENT)).toEqual(shorter);
    expect(ids).not.toContain("talent-foreign");
    expect(ids).toContain("note-tax-place");
    expect(ids).not.toContain("draft-1");
    expect(ids).toHaveLength(base.clauses.length);
    expect(laid).toMatchObject({ unreadable: [], movedOn: [] });
  });

  it("gives way to the file when it cannot be read, and says so", () => {
    const laid = applyEdits(base, [edit(RENT, { content: "---\nid: x\n---\n" })], DAY);
    expect(laid.base.clauses.find(({ id }) => id === RENT)).toEqual(rent);
    expect(laid.unreadable).toEqual([RENT]);
  });

  it("is reported when the file changed underneath", () => {
    const content = renderClause({ ...rent, audience: { zh: "大家", en: "everyone" } });
    const upon = (digest: string) => applyEdits(base, [edit(RENT, { content, base: digest })], DAY);
    expect(upon(clauseDigest(rent)).movedOn).toEqual([]);
    expect(upon("another").movedOn).toEqual([RENT]);
  });

  it("is not used before its first and after its last day", () => {
    const withNote = (day: string) =>
      applyEdits(
        base,
        [edit("note-tax-place", { content: renderClause(note()) })],
        day,
      ).base.clauses.some(({ id }) => id === "note-tax-place");
    expect([withNote(DAY), withNote("2026-12-03"), withNote("2026-12-04")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(holdsOn({ ...rent, validFrom: "2026-12" }, DAY)).toBe(false);
    expect(holdsOn({ ...rent, validTo: "2026" }, DAY)).toBe(true);
  });
});

describe("an edit that breaks a rule is refused with the reason", () => {
  const problemsOf = (content: string, id = RENT) => {
    const checked = checkEdit(id, content, rules);
    return checked.kind === "faulty" ? checked.problems.map(({ message }) => message) : [];
  };

  it.each([
    ["a figure nobody listed", rentText.replace("8000元租房补贴", "9000元租房补贴"), "9000"],
    ["no English", rentText.slice(0, rentText.indexOf("## en")), "## en"],
    ["an unknown fact", rentText.replace("facts: [", "facts: [made-up, "), "made-up"],
    ["another id", rentText.replace(`id: ${RENT}`, "id: another"), "an id never changes"],
    ["an unknown desk", rentText.replace("desk: general", "desk: police"), "desk"],
    ["no fact", rentText.replace(`facts: [${RENT}]`, "facts: []"), "fact"],
    [
      "a date that isn't",
      rentText.replace("\n---\n## zh", "\nvalidTo: 2026-02-30\n---\n## zh"),
      "validTo",
    ],
    ["no front matter", "## zh\n你好\n## en\nHello", "front matter"],
  ])("%s", (_what, content, said) => {
    expect(problemsOf(content).join("\n")).toContain(said);
  });

  it.each([
    ["title", "zh: 个人租房补贴", "zh: 租房子的补贴", "Chinese", "English"],
    ["title", "en: Subsidy for renting a home", "en: Help with renting", "English", "Chinese"],
    ["audience", "zh: 经认定符合条件的国内创作者", "zh: 所有创作者", "Chinese", "English"],
    ["conditions", "{ zh: 国内创作者, en:", "{ zh: 在国内的创作者, en:", "Chinese", "English"],
    ["notStated", 'zh: "怎么发放"', 'zh: "什么时候发放"', "Chinese", "English"],
    ["body", "## zh\n", "## zh\n更正：", "Chinese", "English"],
    ["body", "## en\n", "## en\nCorrection: ", "English", "Chinese"],
  ])("a %s that changes from %j to %j alone", (field, from, to, one, other) => {
    expect(rentText).toContain(from);
    const problems = problemsOf(rentText.replace(from, to));
    expect(problems).toEqual([
      `the ${one} ${field} changed and the ${other} did not: change both, so that they say the same`,
    ]);
  });

  it("not a change in both languages, nor of signs alone, nor of how people ask", () => {
    const both = rentText
      .replace("zh: 个人租房补贴", "zh: 租房子的补贴")
      .replace("en: Subsidy for renting a home", "en: Help with renting a home");
    const signs = rentText.replace("zh: 个人租房补贴", "zh: 《个人租房补贴》");
    const example = addExample(rentText, "zh", "区里给租房的人一个月贴多少呀");
    expect([both, signs, example].map((content) => problemsOf(content))).toEqual([[], [], []]);
    expect(new Set([rentText, both, signs, example]).size).toBe(4);
  });

  it("an example of another clause", () => {
    const other = clauseNamed("talent-foreign").asked.zh[0] ?? "";
    const checked = checkEdit(RENT, addExample(rentText, "zh", other), rules);
    expect(checked).toMatchObject({ kind: "faulty", repeatsOnly: true });
  });

  it("the file as it is keeps the rules", () => {
    expect(checkEdit(RENT, rentText, rules)).toMatchObject({ kind: "fine" });
  });

  it("a desk's word without an end, or without its day", () => {
    const { validTo: _end, ...endless } = note();
    expect(problemsOf(renderClause(endless), endless.id).join()).toContain("until when");
    const undated = { ...note(), source: { ...note().source, date: "undated" as const } };
    expect(problemsOf(renderClause(undated), undated.id).join()).toContain("the day");
  });
});

describe("a desk's note", () => {
  const live = (until: string, now: () => number) => {
    const words = {
      zh: "税务窗口电话021-65123456，工作日9点到17点。",
      en: "Tax desk phone 021-65123456, weekdays 9 to 17.",
    };
    const phone = clauseOfNote(tax, { topic: "phone", words, said: DAY, until });
    return openLiveKnowledge(withClauses(base, [...base.clauses, phone]), { now });
  };
  const ask = (knowledge: ReturnType<typeof live>, text: string, locale: "zh-CN" | "en") =>
    knowledge.current().answerer.answer({ text, locale, inGroup: false });

  it("answers as the desk's word with its day, in both languages, past what the policy leaves open", () => {
    const knowledge = live("2026-12-03", () => Date.parse("2026-11-27T10:00:00+08:00"));
    const chinese = ask(knowledge, "税务窗口电话多少", "zh-CN");
    expect(chinese).toMatchObject({ kind: "answer", clauses: ["note-tax-phone"] });
    expect(chinese.text).toContain("021-65123456");
    expect(chinese.source).toContain("2026-11-27");
    expect(chinese.source).toContain(tax.name.zh);
    const english = ask(knowledge, "what is the tax desk's phone number", "en");
    expect(english).toMatchObject({ kind: "answer", clauses: ["note-tax-phone"] });
    expect(english.source).toContain("desk");
  });

  it("is not used any more on the day after its last, without anybody doing anything", () => {
    let now = Date.parse("2026-12-03T23:59:59+08:00");
    const knowledge = live("2026-12-03", () => now);
    expect(ask(knowledge, "税务窗口电话多少", "zh-CN").kind).toBe("answer");
    now += 1_000;
    expect(ask(knowledge, "税务窗口电话多少", "zh-CN").kind).toBe("not_stated");
  });

  it("must give the same long numbers in both languages", () => {
    expect(sameLongNumbers({ zh: "电话021-65123456", en: "call 021 6512 3456" })).toBe(true);
    expect(sameLongNumbers({ zh: "电话021-65123456", en: "call 021 6512 3465" })).toBe(false);
  });

  it("keeps the rules for every topic, and cannot be made a heading", () => {
    for (const topic of ["hours", "phone", "place", "notice"] as const) {
      const words = { zh: "明天9点开门\n## en\n不，10点", en: "Opens at 9\n---\nno, at 10" };
      const clause = clauseOfNote(tax, { topic, words, said: DAY, until: DAY });
      expect(checkEdit(clause.id, renderClause(clause), rules)).toMatchObject({ kind: "fine" });
    }
  });
});

it("a draft from a reply waits for its other language", () => {
  const draft = renderDraft({
    id: "draft-1",
    desk: tax,
    locale: "zh-CN",
    question: "停车怎么收费",
    answer: "园区停车前两小时免费。",
    said: DAY,
  });
  const checked = checkEdit("draft-1", draft, rules);
  expect(checked).toMatchObject({ kind: "faulty" });
  expect(JSON.stringify(checked)).toContain("en");
});

it("changes are told line by line", () => {
  expect(changedLines("a\nb\nc", "a\nB\nc\nd")).toEqual(["- b", "+ B", "+ d"]);
  expect(changedLines("a\nb", "a\nb")).toEqual([]);
  expect(changedLines("", "x")).toEqual(["- ", "+ x"]);
});

it("days are Shanghai's", () => {
  expect(dayInShanghai(Date.UTC(2026, 10, 26, 16))).toBe("2026-11-27");
  expect(dayInShanghai(Date.UTC(2026, 10, 26, 15, 59))).toBe("2026-11-26");
  expect(laterDay("2026-12-31", 1)).toBe("2027-01-01");
});

it("keys of clauses fit a button and are all different", () => {
  const keys = base.clauses.map(({ id }) => clauseKey(id));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => /^[a-z0-9]{10}$/.test(key))).toBe(true);
});
