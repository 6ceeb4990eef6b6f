import { describe, expect, it } from "vitest";
import { caseHistory, findCase, type StoredCase } from "../../../src/store/cases/read.ts";
import { whereWordsAre } from "../../store/support/look.ts";
import { useStore } from "../../store/support/store.ts";
import { csv, fileOf, HEADINGS, importFile } from "./lists.ts";

const database = useStore();
const importing = async (content: string | Uint8Array) =>
  importFile(database.store, await fileOf(content));
const find = (number: string) =>
  database.store.inTransaction((transaction) => findCase(transaction, number));
const history = ({ id }: StoredCase) =>
  database.store.inTransaction((transaction) => caseHistory(transaction, id, 20));

describe("a list of cases", () => {
  it("is kept, looked up by number however it is typed, and holds nobody in clear", async () => {
    const report = await importing(
      csv(
        'TST-0001,雏鹰计划,"星河, ""漫游""",13900000042,材料需补正,2026-11-24 14:00,补交公司注册证明,2026-12-01,公司注册证明；项目说明',
        "TST-0002,租房补贴,南门看海,13900000043,人才认定中,2026/11/20,,,",
      ),
    );
    expect(report).toMatchObject({ rows: 2, created: 2, bad: 0, problems: [] });
    expect(await find("TST-0001")).toMatchObject({
      programme: "fledgling-plan",
      status: "supplement",
      masked: "星**",
      visible: true,
      updatedAt: Date.parse("2026-11-24T14:00:00+08:00"),
      dueAt: Date.parse("2026-12-01T23:59:59+08:00"),
      words: {
        number: "TST-0001",
        applicant: '星河, "漫游"',
        phone: "13900000042",
        nextStep: "补交公司注册证明",
        missing: ["公司注册证明", "项目说明"],
      },
    });
    expect(await find("TST-0002")).toMatchObject({ status: "assessment" });
    for (const words of ["TST-0001", "漫游", "13900000042", "补交公司注册证明"]) {
      expect([words, await whereWordsAre(database.sql, words)]).toEqual([words, []]);
    }
  });

  it("taken in again changes nothing; a changed line is one change in the history", async () => {
    const first = csv(
      "AGN-0001,雏鹰计划,星河,13900000042,已提交,2026-11-20,,,",
      "AGN-0002,雏鹰计划,云端,13900000043,评审中,2026-11-20,,,",
    );
    expect(await importing(first)).toMatchObject({ created: 2 });
    expect(await importing(first)).toMatchObject({ created: 0, changed: 0, repeated: 2 });
    const second = first.replace("已提交,2026-11-20", "评审中,2026-11-22");
    expect(await importing(second)).toMatchObject({ changed: 1, repeated: 1 });
    expect(await importing(second)).toMatchObject({ changed: 0, repeated: 2 });
    const kept = await find("AGN-0001");
    expect(kept && (await history(kept)).map(({ status }) => status)).toEqual([
      "review",
      "submitted",
    ]);
    expect(await importing(first)).toMatchObject({ changed: 0, repeated: 2 });
    const late = await importing(csv("AGN-0001,雏鹰计划,星河,13900000042,已受理,2026-11-21,,,"));
    expect(late).toMatchObject({ outdated: 1, bad: 0 });
    expect(late.problems).toEqual([
      { line: 2, column: undefined, message: expect.stringContaining("changed later") },
    ]);
    expect(await find("AGN-0001")).toMatchObject({ status: "review" });
  });

  it("may name one case twice: the second line is a change of the first", async () => {
    const report = await importing(
      csv(
        "TWO-0001,雏鹰计划,星河,13900000042,已提交,2026-11-20,,,",
        "two 0001,雏鹰计划,星河,13900000042,已提交,2026-11-20,,,".replace("two 0001", "two-0001"),
        "ＴＷＯ－0001,雏鹰计划,星河,13900000042,评审中,2026-11-21,,,",
      ),
    );
    expect(report).toMatchObject({ rows: 3, created: 1, repeated: 1, changed: 1 });
  });

  it("reports a bad line with line and column, and keeps the good ones", async () => {
    const report = await importing(
      csv(
        "BAD-0001,雏鹰计划,好人,13900000042,已提交,2026-11-20,,,",
        "B,雏鹰计划,某,13900000042,已提交,2026-11-20,,,",
        "BAD-0003,什么计划,某,13900000042,已提交,2026-11-20,,,",
        "BAD-0004,雏鹰计划,某,13900000042,认定中,2026-11-20,,,",
        'BAD-0005,雏鹰计划,"两\n行",1.39E+10,已提交,2026-02-30,,,',
        "BAD-0006,雏鹰计划,某,,已提交,2031-11-20,,,",
        "BAD-0007,雏鹰计划,,13900000042,已提交,2026-11-20,,不是日子,",
        `BAD-0008,雏鹰计划,${"长".repeat(300)},13900000042,已提交,2026-11-20,,,`,
        "BAD-0009,雏鹰计划,好人,13900000042,已提交,2026-11-20,,,",
      ),
    );
    expect(report).toMatchObject({ rows: 9, created: 2, bad: 7 });
    expect(report.problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 1],
      [4, 2],
      [5, 5],
      [6, 4],
      [6, 6],
      [8, 6],
      [8, undefined],
      [9, 3],
      [9, 8],
      [10, 3],
    ]);
    const told = JSON.stringify(report.problems);
    for (const words of ["BAD-", "什么计划", "13900000042", "长长"])
      expect(told).not.toContain(words);
    expect(await find("BAD-0009")).toBeDefined();
  });

  it("names a line whose phone and last digits are not of one number", async () => {
    const heading = HEADINGS.replace("phone,", "phone,phoneTail,");
    const lines = ["TAI-0001,雏鹰计划,某,13900000042,0042,已提交,2026-11-20,,,"];
    lines.push("TAI-0002,雏鹰计划,某,13900000042,0099,已提交,2026-11-20,,,");
    const report = await importing([heading, ...lines].join("\n"));
    expect(report).toMatchObject({ created: 1, bad: 1 });
    expect(report.problems).toEqual([
      { line: 3, column: 5, message: expect.stringContaining("end of phone") },
    ]);
  });

  it("survives broken quotes: what stands before and after is kept", async () => {
    const report = await importing(
      csv(
        "QUO-0001,雏鹰计划,某,13900000042,已提交,2026-11-20,,,",
        'QUO-0002,雏鹰计划,"某"某,13900000042,已提交,2026-11-20,,,',
        "QUO-0003,雏鹰计划,某,13900000042,已提交,2026-11-20,,,",
        'QUO-0004,雏鹰计划,"某,13900000042,已提交,2026-11-20,,,',
      ),
    );
    expect(report).toMatchObject({ created: 3, bad: 1 });
    expect((await find("QUO-0002"))?.words.applicant).toBe('"某"某');
    expect(report.problems).toMatchObject([
      { line: 5, message: expect.stringContaining("never closed") },
    ]);
  });

  it("never mixes two people's lines where a quote is closed by that of another line", async () => {
    const report = await importing(
      csv(
        'MIX-0001,雏鹰计划,"某甲,13900000042,已提交,2026-11-20,,,',
        'MIX-0002,雏鹰计划,"某乙",13900000099,已提交,2026-11-20,,,',
        'MIX-0003,雏鹰计划,某丙,13900000042,已提交,2026-11-20,"请补\n材料, 再来",,',
        'MIX-0004,雏鹰计划,某丁,13900000042,材料需补正,2026-11-20,,,"公司章程',
        "MIX-0005,雏鹰计划,某戊,13900000043,已提交,2026-11-20,,,",
        'MIX-0006,雏鹰计划,"某己",13900000044,已提交,2026-11-20,,,',
        'MIX-0007,雏鹰计划,某庚,13900000042,材料需补正,2026-11-20,"请来窗口',
        'MIX-0008,雏鹰计划,某辛,13900000043,已提交,2026-11-20,"再等等"',
        "MIX-0009,雏鹰计划,某壬,13900000042,已提交,2026-11-20,,,",
      ),
    );
    expect(report).toMatchObject({ created: 2, bad: 3 });
    expect(report.problems.map(({ line, message }) => [line, message])).toEqual([
      [2, expect.stringMatching(/quotation mark.*line 3/)],
      [6, expect.stringMatching(/quotation mark.*line 8/)],
      [9, expect.stringMatching(/quotation mark.*line 10/)],
    ]);
    for (const number of ["MIX-0001", "MIX-0004", "MIX-0007"]) {
      expect(await find(number)).toBeUndefined();
    }
    expect((await find("MIX-0003"))?.words.nextStep).toBe("请补 材料, 再来");
    expect(await find("MIX-0009")).toBeDefined();
  });

  it("keeps drafts from everybody", async () => {
    await importing(csv("DRA-0001,雏鹰计划,某,13900000042,草稿,2026-11-20,,,"));
    const draft = await find("DRA-0001");
    expect(draft).toMatchObject({ visible: false });
    expect(draft && (await history(draft))).toEqual([]);
  });

  it("takes formulas for the words they are", async () => {
    const formula = '=HYPERLINK(""http://evil.example"",""x"")';
    await importing(
      csv(`FOR-0001,雏鹰计划,"${formula}",13900000042,已提交,2026-11-20,+1+1,,@SUM(A1)`),
    );
    expect((await find("FOR-0001"))?.words).toMatchObject({
      applicant: '=HYPERLINK("http://evil.example","x")',
      nextStep: "+1+1",
      missing: ["@SUM(A1)"],
    });
    expect(await importing(csv("=1+1,雏鹰计划,某,13900000042,已提交,2026-11-20,,,"))).toMatchObject(
      { bad: 1, created: 0 },
    );
  });
});

describe("the bytes of a list", () => {
  const line = (number: string) =>
    `${number},雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-24,,,`;
  /** 雏鹰计划, 星河漫游 and 材料需补正 as GB18030 writes them. */
  const GB: Readonly<Record<string, string>> = {
    雏鹰计划: "b3fbd3a5bcc6bbae",
    星河漫游: "d0c7bad3c2fed3ce",
    材料需补正: "b2c4c1cfd0e8b2b9d5fd",
  };
  const inGb = (text: string) =>
    Buffer.concat(
      text
        .split(/(雏鹰计划|星河漫游|材料需补正)/u)
        .map((part) => (GB[part] ? Buffer.from(GB[part], "hex") : Buffer.from(part))),
    );

  it.each<[string, (text: string) => Uint8Array]>([
    ["UTF-8", (text) => Buffer.from(text)],
    ["UTF-8 with BOM", (text) => Buffer.from(`\ufeff${text}`)],
    ["GB18030", inGb],
    ["UTF-16 with BOM", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["semicolons", (text) => Buffer.from(text.replaceAll(",", ";"))],
    [
      "tabs and plain line ends",
      (text) => Buffer.from(text.replaceAll(",", "\t").replaceAll("\r", "")),
    ],
  ])("%s are read", async (name, encode) => {
    const number = `ENC-${name.replace(/[^A-Za-z0-9]/g, "").toUpperCase()}`;
    expect(await importing(encode(csv(line(number))))).toMatchObject({ created: 1, bad: 0 });
    expect((await find(number))?.words.applicant).toBe("星河漫游");
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ["nothing", "", /empty/],
    ["only blank lines", "\n\n ,,\n", /empty/],
    [
      "no headings",
      line("X-00001"),
      /first line must name the columns; it lacks number, programme/,
    ],
    ["one heading missing", HEADINGS.replace("phone,", ""), /lacks phone or phoneTail/],
    ["one heading twice", `${HEADINGS},number`, /number is there twice/],
    ["something else", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 13]), /no CSV file/],
  ])("%s is refused with what to do", async (_what, content, said) => {
    await expect(importing(content)).rejects.toThrow(said);
  });
});
