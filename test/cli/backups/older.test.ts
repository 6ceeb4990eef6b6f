import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrate } from "../../../src/store/migrate.ts";
import { TEST_KEY } from "../../app/running.ts";
import { runCli } from "../../support/built.ts";
import { testDatabase } from "../../support/postgres.ts";
import { emptyDatabase, look, makeupOf } from "./databases.ts";

test("a backup of an older version is restored as it was made, and then migrated; tables of others are not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "juchang-older-"));
  const [older, restored, current] = [
    await emptyDatabase(),
    await emptyDatabase(),
    await testDatabase(),
  ];
  const cli = (words: readonly string[], url: string) =>
    runCli(words, { DATABASE_URL: url, ENCRYPTION_KEY: TEST_KEY, DATA_DIR: join(folder, "data") });
  try {
    const migrations = join(folder, "migrations");
    await cp("migrations", migrations, { recursive: true });
    const journal = join(migrations, "meta/_journal.json");
    const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8"));
    // Before what people said lost its columns and before any event.
    await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));
    await migrate(older.url, migrations);
    await look(older.url, async (sql) => {
      await sql`insert into people (id) values ('lin')`;
      await sql`insert into lanes (id, revision) values ('lin', 1)`;
      await sql`insert into turns (lane, revision, occurrence, outcome, clauses)
        values ('lin', 1, 'text', 'answer', '{}')`;
      await sql`create table notes_of_others (id serial primary key, note text references people)`;
      await sql`create table "Odd Name" ("A b" serial, c text)`;
    });
    const before = await makeupOf(older.url);
    const file = join(folder, "older.backup");
    const made = await cli(["backup", file], older.url);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(await makeupOf(older.url)).toEqual(before);
    const put = await cli(["restore", file], restored.url);
    expect(put.code, put.stderr).toBe(0);
    expect(put.stderr).toMatch(/^Not the service's, and not restored: notes_of_others$/m);
    expect(await makeupOf(restored.url)).toEqual(await makeupOf(current.url));
    const turns = await look(restored.url, (sql) => sql`select lane, outcome from turns`);
    expect([...turns]).toEqual([{ lane: "lin", outcome: "answer" }]);
    expect((await cli(["doctor"], restored.url)).stdout).toContain("database:");
  } finally {
    for (const database of [older, restored, current]) await database.drop();
    await rm(folder, { recursive: true });
  }
});
