import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DatabaseUnavailable } from "../../src/store/errors.ts";
import { migrate } from "../../src/store/migrate.ts";
import { newId } from "../../src/store/new-id.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

let database: TestDatabase;
let admin: postgres.Sql;
let url: string;
const made: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  admin = postgres(database.url, { max: 1, onnotice: () => undefined });
});
beforeEach(async () => {
  const name = `empty_${newId()}`;
  made.push(name);
  await admin`create database ${admin(name)} template template0`;
  const address = new URL(database.url);
  address.pathname = `/${name}`;
  url = address.href;
});
afterAll(async () => {
  for (const name of made) await admin`drop database ${admin(name)} with (force)`;
  await admin.end();
  await database.drop();
});

async function tables(): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`
    select count(*)::int as tables from information_schema.tables where table_schema = 'public'`;
  await sql.end();
  return row?.["tables"];
}

test("makes the tables of an empty database, and changes nothing a second time", async () => {
  await migrate(url);
  const first = await tables();
  expect(first).toBeGreaterThan(15);
  await migrate(url);
  expect(await tables()).toBe(first);
});

test("by two processes at once works for both", async () => {
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(await tables()).toBeGreaterThan(15);
});

test("refuses a database of a newer version and leaves it as it is", async () => {
  await migrate(url);
  const sql = postgres(url, { max: 1 });
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${Date.now() * 2})`;
  await sql.end();
  await expect(migrate(url)).rejects.toThrow("belongs to a newer version");
});

test("applies what is new, all of it or nothing", async () => {
  await migrate(url);
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  await cp("migrations", folder, { recursive: true });
  const journal = JSON.parse(await readFile(join(folder, "meta/_journal.json"), "utf8"));
  const last = journal.entries.at(-1);
  const tag = "0099_broken";
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag });
  await writeFile(join(folder, "meta/_journal.json"), JSON.stringify(journal));
  const before = await tables();
  const step = "create table more (id text);\n--> statement-breakpoint\n";
  await writeFile(join(folder, `${tag}.sql`), `${step}create table more (id text);`);
  await expect(migrate(url, folder)).rejects.toThrow("42P07");
  expect(await tables()).toBe(before);
  await writeFile(join(folder, `${tag}.sql`), "create table more (id text);");
  await migrate(url, folder);
  expect(await tables()).toBe(before + 1);
  await rm(folder, { recursive: true });
});

test("from the first schema keeps what was said", async () => {
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  await cp("migrations", folder, { recursive: true });
  const path = join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  await migrate(url, folder);
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(`
    insert into installations (id, platform, platform_id) values ('i', 'web', 'playground');
    insert into people (id) values ('p');
    insert into spaces (id, installation, platform_id, kind) values ('s', 'i', 'group', 'group');
    insert into lanes (id, revision, state, state_format) values ('p', 2, '', 1);
    insert into turns (lane, revision, occurrence, outcome, clauses)
      values ('p', 1, 'text', 'answer', '{}'), ('p', 2, 'text', 'answer', '{}');
    insert into transcript (lane, revision, person, space, masked, sealed, said_at)
      values ('p', 1, 'p', 's', 'first', '', now()), ('p', 2, 'p', 's', 'second', '', now());
    insert into outbound (id, cause, revision, ordinal, destination, to_space, locale, purpose, masked)
      values ('o', 'p', 1, 0, 'space', 's', 'zh-CN', 'reply', 'answer');
    insert into deliveries (outbound, installation, chat, priority, state)
      values ('o', 'i', 's', 1, 'queued')`);
  await migrate(url);
  const lines = await sql`select masked from transcript where lane = 'p' order by revision`;
  expect(lines.map((line) => line["masked"])).toEqual(["first", "second"]);
  const [left] = await sql`select state, to_space from deliveries join outbound on id = outbound`;
  expect(left).toEqual({ state: "queued", to_space: "s" });
  await sql.end();
  await rm(folder, { recursive: true });
});

test("cut off in the middle fails cleanly, and can be done again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  await cp("migrations", folder, { recursive: true });
  const journal = JSON.parse(await readFile(join(folder, "meta/_journal.json"), "utf8"));
  const [first] = journal.entries;
  const path = join(folder, `${first.tag}.sql`);
  const cutOff = "select pg_terminate_backend(pg_backend_pid());\n--> statement-breakpoint\n";
  await writeFile(
    path,
    `create table half (id text);\n--> statement-breakpoint\n${cutOff}select 1;`,
  );
  await expect(migrate(url, folder)).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await tables()).toBe(0);
  await migrate(url);
  expect(await tables()).toBeGreaterThan(15);
  await rm(folder, { recursive: true });
});

test("says so when there is no database", async () => {
  await expect(migrate("postgres://x@127.0.0.1:1/x")).rejects.toBeInstanceOf(DatabaseUnavailable);
});
