import { expect, test } from "vitest";
import { RETENTION_DAYS } from "../../src/config-lists.ts";
import { CONSENT_PURPOSES } from "../../src/domain/personal-descriptions.ts";
import { PERSONAL_DATA } from "../../src/store/personal/registry.ts";
import { dataRows, purposeRows } from "./data-protection.ts";
import { readProjectFile, readSources } from "./tree.ts";

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

test("every purpose that a flow asks consent for can be taken back, and something goes with it", () => {
  const asked = readSources("flows").flatMap(({ source }) =>
    [...source.matchAll(/purpose: "([a-z_]+)", textVersion/gu)].map(([, purpose = ""]) => purpose),
  );
  expect(asked.length).toBeGreaterThan(2);
  const withdrawn = PERSONAL_DATA.flatMap((kind) =>
    "consent" in kind ? [kind.consent.purpose] : [],
  );
  for (const purpose of asked) {
    expect(Object.keys(CONSENT_PURPOSES)).toContain(purpose);
    expect(withdrawn).toContain(purpose);
  }
});

test("every term of RETENTION is swept", () => {
  const swept = readProjectFile("src/store/retention.ts").source;
  for (const kind of Object.keys(RETENTION_DAYS))
    expect(swept).toMatch(new RegExp(`", "?${kind}"|"${kind}",$`, "m"));
});

test("a row that says something else is found", () => {
  const [row = ""] = dataRows("zh");
  expect(rowsOf(row.replace("180", "90"))).not.toEqual([row]);
  expect(rowsOf("| **种类** | **字段** |\n|---|---|")).toEqual([]);
});
