import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csv, fileOf } from "../domain/cases/lists.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

const key = randomBytes(32).toString("base64");
let database: TestDatabase;
const cli = (...words: readonly string[]) =>
  runCli(words, { DATABASE_URL: database.url, ENCRYPTION_KEY: key });

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test("a list is taken in, shown masked, and a code made for one case", async () => {
  const list = await fileOf(
    csv(
      "CLI-0001,雏鹰计划,星河漫游,13900000042,评审中,2026-11-24,,,",
      "CLI-0002,雏鹰计划,星河漫游,13900000042,没有这个,2026-11-24,,,",
      "CLI-0003,雏鹰计划,星河漫游,13900000042,草稿,2026-11-24,,,",
    ),
  );
  const imported = await cli("cases", "import", list);
  expect([imported.code, imported.stdout]).toEqual([
    1,
    expect.stringMatching(/^3 rows: 2 new,.* 1 bad/),
  ]);
  expect(imported.stderr).toContain("line 3, column 5: status is not known for 雏鹰计划");
  const again = await cli("cases", "import", list, "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ created: 0, repeated: 2, bad: 1 });
  const listed = await cli("cases", "list", "--json");
  const rows = listed.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual(
    expect.objectContaining({ number: "CLI-0001", applicant: "星**", visible: true, bound: 0 }),
  );
  expect(listed.stdout).not.toMatch(/漫游|13900000042/);
  expect((await cli("cases", "list")).stdout).toContain("CLI-0003  fledgling-plan  draft  星**");

  const made = await cli("cases", "bindcode", "cli-0001", "--json");
  expect(JSON.parse(made.stdout).code).toMatch(/^[2-9A-Z]{8}$/);
  expect((await cli("cases", "bindcode", "CLI-0003")).code).toBe(1);
  expect(await cli("cases", "bindcode", "CLI-9999")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no such case"),
  });
});

test("whom nobody could tell of a change is listed with a masked name", async () => {
  const change = (status: string, day: string) =>
    csv(`CLI-0009,雏鹰计划,云端播客社,13900000099,${status},${day},,,`);
  await cli("cases", "import", await fileOf(change("已受理", "2026-11-20")));
  await cli("cases", "import", await fileOf(change("评审中", "2026-11-22")));
  expect(await cli("cases", "untold")).toMatchObject({ code: 0, stdout: "" });
  const sql = postgres(database.url, { max: 1 });
  await sql`update case_changes set told = 'unreachable' where status = 'review' and case_id in
    (select id from cases where masked like '云%')`;
  await sql.end();
  const { stdout } = await cli("cases", "untold", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    number: "CLI-0009",
    programme: "fledgling-plan",
    applicant: expect.stringMatching(/^云\*+$/u),
    status: "review",
  });
  expect((await cli("cases", "untold")).stdout).toMatch(/^CLI-0009 {2}fledgling-plan {2}review/);
});

test("what is no list is refused with what to do", async () => {
  const path = await fileOf("");
  await writeFile(path, "");
  expect(await cli("cases", "import", path)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("the file is empty"),
  });
  expect(await cli("cases", "import", "/nowhere/list.csv")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("check its path"),
  });
  expect((await cli("cases", "import")).code).toBe(2);
});

test("a key is shown once, listed without it, and revoked", async () => {
  const added = await cli("key", "add", "district");
  expect(added.stdout).toMatch(/^juchang_[\w-]{43}\n$/);
  expect((await cli("key", "add", "district")).code).toBe(1);
  expect((await cli("key", "add", "two words")).code).toBe(2);
  const listed = await cli("key", "list", "--json");
  expect(JSON.parse(listed.stdout)).toMatchObject({ name: "district", revokedAt: null });
  expect(listed.stdout).not.toContain(added.stdout.trim());
  expect(await cli("key", "revoke", "district")).toMatchObject({ code: 0 });
  expect((await cli("key", "list")).stdout).toContain("district  revoked");
  expect((await cli("key", "revoke", "district")).code).toBe(1);
});
