import { expect, test } from "vitest";
import { listFiles, readProjectFile } from "../structure/tree.ts";
import { PERSONAL_VALUES } from "./leaks/personal-values.ts";
import { stands } from "./leaks/watch.ts";

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const IDENTITY = /(?<!\d)[1-9]\d{16}[\dX](?![\dA-Za-z])/g;
const ADDRESS = /[\w.+-]+@[a-z0-9-]+\.(?:com|cn|example)\b/gi;

/** What looks personal in a text and is not on the list. */
function unlisted(source: string): readonly string[] {
  const found = [PHONE, IDENTITY, ADDRESS].flatMap((pattern) => source.match(pattern) ?? []);
  return [...new Set(found)].filter((value) => !PERSONAL_VALUES.includes(value));
}

test("every number and address that tests use is one of those looked for in all output", () => {
  const files = listFiles("test", ".ts");
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((path) =>
    unlisted(readProjectFile(path).source).map((value) => `${path}: ${value}`),
  );
  expect(found).toEqual([]);
});

test("one that is not on the list is found", () => {
  expect(unlisted(`const phone = "${1_359_876}${5432}";`)).toEqual([`${1_359_876}${5432}`]);
});

test("the decimals of a measurement are no number to call; the number itself is found anywhere", () => {
  expect(stands("13900000000", "turn_seconds_sum 0.13900000000000001")).toBe(false);
  for (const text of ["+8613900000000", "tel.13900000000", "0.5 s, 13900000000", "13900000000.5"]) {
    expect(stands("13900000000", text)).toBe(true);
  }
});
