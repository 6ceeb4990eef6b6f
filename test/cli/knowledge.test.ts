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

test("content without a mistake passes", async () => {
  const { code, stderr } = await checkWith(CLAUSE, "source:", "source:");
  expect([code, stderr]).toEqual([0, ""]);
});

test.each<[what: string, file: string, from: string, to: string, line: number, says: RegExp]>([
  [
    "a duplicate id",
    OTHER,
    "id: rent-relief-expansion",
    "id: rent-relief-schedule",
    2,
    /id rent-relief-schedule is already used by/,
  ],
  ["a wrong date", CLAUSE, "date: undated", "date: 2026-02-30", 46, /date/],
])("%s is one line with file and line, and exit 1", async (_, file, from, to, line, says) => {
  const { code, stderr } = await checkWith(file, from, to);
  expect(code).toBe(1);
  const lines = stderr.trimEnd().split("\n");
  expect(lines).toEqual([expect.stringMatching(says)]);
  expect(lines[0]).toMatch(/^clauses\/relief\/[a-z-]+\.md:\d+: /);
  const [, at] = /:(\d+):/.exec(lines[0] ?? "") ?? [];
  expect(Number(at)).toBe(line);
});
