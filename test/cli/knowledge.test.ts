import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProgram } from "../support/program.ts";

const PARTS = ["src", "flows", "adapters", "knowledge", "package.json"];
const CLAUSE = "knowledge/clauses/relief/rent-relief-schedule.md";
const OTHER = "knowledge/clauses/relief/rent-relief-expansion.md";

/** The program with content of its own, for tests to spoil. */
let copy: string;

beforeAll(async () => {
  copy = await realpath(await mkdtemp(join(tmpdir(), "juchang-content-")));
  for (const part of PARTS) await cp(part, join(copy, part), { recursive: true });
  await symlink(await realpath("node_modules"), join(copy, "node_modules"));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** What `knowledge check` says once a file reads otherwise. */
async function checkWith(file: string, from: string, to: string) {
  const path = join(copy, file);
  const before = await readFile(path, "utf8");
  expect(before).toContain(from);
  await writeFile(path, before.replace(from, to));
  try {
    return await startProgram("src/cli.ts", ["knowledge", "check"], {}, copy).ended;
  } finally {
    await writeFile(path, before);
  }
}

function lineWith(text: string, number: number): string | undefined {
  return text.split("\n")[number - 1];
}

test("content without a mistake passes", async () => {
  const { code, stderr } = await checkWith(CLAUSE, "source:", "source:");
  expect([code, stderr]).toEqual([0, ""]);
});

test.each<[what: string, file: string, from: string, to: string, says: RegExp, shows: RegExp]>([
  [
    "a duplicate id",
    OTHER,
    "id: rent-relief-expansion",
    "id: rent-relief-schedule",
    /id rent-relief-schedule is already used by/,
    /^id: rent-relief-schedule/,
  ],
  ["a wrong date", CLAUSE, "date: undated", "date: 2026-02-30", /date/, /2026-02-30/],
  [
    "an unknown fact",
    CLAUSE,
    "facts: [",
    "facts: [rent-free-forever, ",
    /unknown fact/,
    /rent-free/,
  ],
  [
    "a figure not in numbers",
    CLAUSE,
    "首年房租全免",
    "首年房租全免，另给7777元",
    /7777元" is not in num/,
    /7777元/,
  ],
  [
    "an example twice",
    OTHER,
    "asked:\n  zh:\n",
    "asked:\n  zh:\n    - 第二年房租打几折\n",
    /already used by/,
    /第二年房租打几折/,
  ],
  [
    "a sample question",
    OTHER,
    "asked:\n  zh:\n",
    "asked:\n  zh:\n    - 担保费率几个点\n",
    /sample question/,
    /担保费率几个点/,
  ],
  [
    "no English title",
    OTHER,
    "  en: Extension of",
    "  en: ，。 #",
    /English text is missing/,
    /en: ，。 #/,
  ],
])("%s is one line with file and line, and exit 1", async (_, file, from, to, says, shows) => {
  const { code, stderr } = await checkWith(file, from, to);
  expect(code).toBe(1);
  const lines = stderr.trimEnd().split("\n");
  expect(lines).toEqual([expect.stringMatching(says)]);
  expect(lines[0]).toMatch(/^clauses\/relief\/[a-z-]+\.md:\d+: /);
  const [, named = "", at] = /^(\S+?):(\d+):/.exec(lines[0] ?? "") ?? [];
  const text = await readFile(join(copy, "knowledge", named), "utf8");
  const shown = file.endsWith(named) ? text.replace(from, to) : text;
  expect(lineWith(shown, Number(at))).toMatch(shows);
});
