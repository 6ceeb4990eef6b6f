import { expect, test } from "vitest";
import { dataRows, purposeRows } from "./data-protection.ts";
import { readProjectFile } from "./tree.ts";

const ROW = /^\| (?!-)(?!\*\*).*\|$/;

/** The table rows of a text that are neither heads nor lines. */
function rowsOf(source: string): readonly string[] {
  return source.split("\n").filter((line) => ROW.test(line));
}

test("the data-protection sheet says what the code does, in both languages", () => {
  const rows = rowsOf(readProjectFile("docs/data-protection.md").source);
  const expected = (["zh", "en"] as const).flatMap((language) => [
    ...dataRows(language),
    ...purposeRows(language),
  ]);
  expect(expected.length).toBeGreaterThan(20);
  expect(rows).toEqual(expected);
});

test("a row that says something else is found", () => {
  const [row = ""] = dataRows("zh");
  expect(rowsOf(row.replace("180", "90"))).not.toEqual([row]);
  expect(rowsOf("| **种类** | **字段** |\n|---|---|")).toEqual([]);
});
