import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { findCase } from "../../../src/store/cases/read.ts";
import { useStore } from "../../store/support/store.ts";
import { fileOf, HEADINGS, importFile } from "./lists.ts";
import { row, sheetOf, workbook } from "./workbooks.ts";

const database = useStore();
const importing = async (content: Uint8Array) =>
  importFile(database.store, await fileOf(content, "xlsx"));
const find = (number: string) =>
  database.store.inTransaction((transaction) => findCase(transaction, number));

const HEAD = row(1, HEADINGS.split(","));
const line = (at: number, number: string, more: readonly string[] = []) =>
  row(at, [
    number,
    "雏鹰计划",
    "星河",
    "n|<v>13900000042</v>",
    "已提交",
    "n|<v>46350</v>",
    ...more,
  ]);

describe("a workbook", () => {
  it("is read from its first visible sheet: texts, shared texts, formulas' values, days as numbers", async () => {
    const shared =
      "<si><t>雏鹰计划</t></si><si><r><t>星</t></r><r><t>河</t></r><rPh><t>xing</t></rPh></si>";
    const report = await importing(
      workbook(
        HEAD +
          row(2, [
            "XLS-0001",
            "s|<v>0</v>",
            "s|<v>1</v>",
            "n|<v>1.3900000042E10</v>",
            'str|<f>A1&amp;"x"</f><v>已提交</v>',
            "n|<f>TODAY()</f><v>46350.5</v>",
            "inlineStr|<is><t>=1+1</t></is>",
            "n|<v>46360</v>",
            "inlineStr|<is><r><t>证明；</t></r><r><t>说明</t></r></is>",
          ]),
        { shared },
      ),
    );
    expect(report).toMatchObject({ rows: 1, created: 1, problems: [] });
    expect(await find("XLS-0001")).toMatchObject({
      updatedAt: Date.parse("2026-11-24T12:00:00+08:00"),
      dueAt: Date.parse("2026-12-04T23:59:59+08:00"),
      words: {
        applicant: "星河",
        phone: "13900000042",
        nextStep: "=1+1",
        missing: ["证明", "说明"],
      },
    });
  });

  it("with phones that a program wrote as fractions is read", async () => {
    const cells = ["XLS-0301", "雏鹰计划", "某", "n|<v>13900000042.0</v>", "已提交"];
    const report = await importing(workbook(HEAD + row(2, [...cells, "n|<v>46350.5</v>"])));
    expect(report).toMatchObject({ rows: 1, created: 1, problems: [] });
    expect((await find("XLS-0301"))?.words.phone).toBe("13900000042");
  });

  it("with merged cells keeps what they hold, and names the line that lacks it", async () => {
    const merged = row(3, [
      "XLS-0003",
      "",
      "星河",
      "n|<v>13900000042</v>",
      "已提交",
      "n|<v>46350</v>",
    ]);
    const report = await importing(
      workbook(HEAD + line(2, "XLS-0002") + merged, {
        afterRows: '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
      }),
    );
    expect(report).toMatchObject({ created: 1, bad: 1 });
    expect(report.problems).toEqual([{ line: 3, column: 2, message: "programme is empty" }]);
  });

  it("with a million empty rows is read to its end", async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}"/>`).join("");
    const report = await importing(
      workbook(HEAD + line(2, "XLS-0010") + empty + line(1_000_010, "XLS-0011")),
    );
    expect(report).toMatchObject({ rows: 2, created: 2 });
  });

  it("without prefixes, with prefixes, without references: the same", async () => {
    const prefixed = sheetOf(HEAD + line(2, "XLS-0020")).replace(/<(\/?)(?=[a-z])/gu, "<$1x:");
    expect(await importing(workbook(strToU8(prefixed)))).toMatchObject({ created: 1 });
    const bare = sheetOf(HEAD + line(2, "XLS-0021")).replace(/ r="[A-Z]*\d+"/gu, "");
    expect(await importing(workbook(strToU8(bare)))).toMatchObject({ created: 1 });
  });
});

describe("a workbook that would cost too much, or is none", () => {
  const manyRows = () => {
    const rows = Array.from({ length: 100_001 }, (_, at) => row(at + 2, ["x"])).join("");
    return workbook(HEAD + rows);
  };
  const bomb = () => {
    const sheet = new Uint8Array(220 * 1024 * 1024).fill(0x20);
    sheet.set(strToU8("<worksheet><sheetData>"));
    return workbook(sheet);
  };
  const entities = `<!DOCTYPE a [<!ENTITY b "cccccccccc">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;

  it.each<[string, () => Uint8Array, RegExp]>([
    [
      "the two-cell file",
      () => workbook(`${row(1, ["number"])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
      /line 1048576: a cell stands beyond column 64/,
    ],
    ["too many rows", manyRows, /more than 100000 rows/],
    ["a bomb", bomb, /unpacks to more than 200 MB/],
    ["a cell too long", () => workbook(row(1, ["x".repeat(50_000)])), /more than 40000 characters/],
    ["entities of its own", () => workbook(strToU8(entities)), /a part of the workbook is broken/],
    [
      "days from 1904",
      () => workbook(HEAD, { workbookMore: '<workbookPr date1904="1"/>' }),
      /1904/,
    ],
    ["nothing in it", () => workbook(""), /the file is empty/],
    ["another ZIP", () => zipSync({ "a.txt": strToU8("a") }), /no XLSX workbook/],
    [
      "half a file",
      () => workbook(HEAD + line(2, "XLS-0030")).subarray(0, 300),
      /no XLSX workbook/,
    ],
    [
      "a password",
      () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      /without a password/,
    ],
    [
      "21 MB",
      () => workbook("", { extra: { x: [new Uint8Array(21 << 20), { level: 0 }] } }),
      /larger than 20 MB/,
    ],
  ])("%s is refused with what to do", async (_what, content, said) => {
    await expect(importing(content())).rejects.toThrow(said);
  });
});
