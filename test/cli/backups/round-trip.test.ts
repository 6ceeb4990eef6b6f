import { mkdir, mkdtemp, readdir, rm, stat, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { parseMasterKeys } from "../../../src/store/sealing/master-keys.ts";
import { openStore } from "../../../src/store/store.ts";
import { memberOf } from "../../app/playground.ts";
import { startTestApp, TEST_KEY } from "../../app/running.ts";
import { runCli } from "../../support/built.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { killPrograms, type Program, startProgram } from "../../support/program.ts";
import { emptyDatabase, everyRow, look, makeupOf, tablesIn } from "./databases.ts";

const SAID = "房租每月多少？\n第二行\t制表\\N 反斜杠 \\.";
/** Everything that the text of a copy must not stumble over. */
const ODD = "一\n二\r\n三\t四\\N\\.\n\\.\n\\\\b\b\f\v\"'{}; 𠮷👨‍👩‍👧 é";

let live: TestDatabase;
let restored: TestDatabase;
let folder: string;
let file: string;
let app: App | undefined;

const environmentOf = ({ url }: TestDatabase) => ({
  DATABASE_URL: url,
  ENCRYPTION_KEY: TEST_KEY,
  DATA_DIR: join(folder, "data"),
});
const cli = (words: readonly string[], database: TestDatabase) =>
  runCli(words, environmentOf(database));

beforeAll(async () => {
  live = await testDatabase();
  restored = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), "juchang-round-trip-"));
  file = join(folder, "all.backup");
  expect((await cli(["seed", "demo"], live)).stderr).toBe("");
  app = await startTestApp(live.url);
}, 60_000);
afterAll(async () => {
  killPrograms();
  await app?.stop();
  await live.drop();
  await restored.drop();
  await rm(folder, { recursive: true });
});

test("a backup made while the service runs is one file for its owner alone, and says what is not in it", async () => {
  const lin = await memberOf(app?.address ?? "", "lin-xiaoman");
  for (const text of [SAID, "测算", "房租减免", "提醒我 EV-04"]) await lin.asks(text);
  const path = join(folder, "running.backup");
  const made = await cli(["backup", path], live);
  expect([made.code, made.stderr]).toEqual([0, ""]);
  expect(made.stdout).toMatch(
    /^\S+running\.backup: \d+ kB, \d+ tables, \d+ rows, as of \d{4}-\S+Z\nThe key is not in it.*ENCRYPTION_KEY somewhere else\n$/,
  );
  const { mode, size } = await stat(path);
  expect(mode & 0o777).toBe(0o600);
  expect(made.stdout).toContain(` ${Math.ceil(size / 1000)} kB,`);
  expect((await readdir(folder)).filter((name) => name.includes("backup"))).toEqual([
    "running.backup",
  ]);
  await unlink(path);
});

test("all rows come back as they were, in the same tables, and numbers go on where they stood", async () => {
  await app?.stop();
  app = undefined;
  await look(live.url, async (sql) => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    await sql`update events set description_zh = ${ODD}, poster = ${bytes}, poster_type = '' where code = 'EV-01'`;
    await sql`update spaces set tags = ${["a,b", '"', "{}", "", "\\", "空 格"]}`;
    await sql`update questions set confidence = 0.1::real`;
    await sql`select nextval('ticket_numbers') from generate_series(1, 7)`;
    await sql`insert into console_sessions (kept, person, expires_at)
      select 'digest', person, now() + interval '1 hour' from accounts limit 1`;
    await sql`update event_reminders set due_at = now(), useful_until = now() + interval '1 day'
      where person = (select person from accounts where platform_id = 'lin-xiaoman')`;
  });
  const made = await cli(["backup", file], live);
  expect([made.code, made.stderr]).toEqual([0, ""]);
  const put = await cli(["restore", file], restored);
  expect(put.code, put.stderr).toBe(0);
  expect(/(\d+ tables, \d+ rows)/.exec(put.stdout)?.[1]).toBe(
    /(\d+ tables, \d+ rows)/.exec(made.stdout)?.[1],
  );
  expect(await makeupOf(restored.url)).toEqual(await makeupOf(live.url));
  const before = await everyRow(live.url);
  expect(before["console_sessions"]).toHaveLength(1);
  expect(await everyRow(restored.url)).toEqual({ ...before, console_sessions: [] });
  expect(before["case_codes"]).toEqual([]);
  const standing = (url: string) =>
    look(
      url,
      (sql) => sql`
      select sequencename, last_value from pg_sequences
      where schemaname = 'public' and sequencename <> 'audit_id_seq' order by 1`,
    );
  expect([...(await standing(restored.url))]).toEqual([...(await standing(live.url))]);
  const [ticket] = await look(
    restored.url,
    (sql) => sql`select nextval('ticket_numbers')::int as next`,
  );
  expect(ticket).toEqual({ next: 1008 });
});

test("with the key people's words are read, an open dialogue goes on and what was due is said", async () => {
  const store = await openStore({ url: restored.url, masterKeys: parseMasterKeys(TEST_KEY) });
  const [account] = await look(
    restored.url,
    (sql) => sql`
    select person from accounts where platform_id = 'lin-xiaoman'`,
  );
  const lines = await store.transcript.recent(account?.["person"], 20);
  expect(JSON.stringify(lines.map(({ words }) => words))).toContain(
    JSON.stringify(SAID).slice(1, 12),
  );
  await store.close();
  const [{ told } = { told: 0 }] = await look(
    restored.url,
    (sql) => sql<{ told: number }[]>`
      select count(*)::int as told from playground_messages
      where author = 'bot' and space = 'direct:lin-xiaoman'`,
  );
  expect(told).toBeGreaterThan(3);
  app = await startTestApp(restored.url);
  const lin = await memberOf(app.address, "lin-xiaoman");
  const reminded = async () => {
    const shown = await lin.history("direct:lin-xiaoman");
    return shown.filter(({ author }) => author === "bot").length;
  };
  await expect.poll(reminded, { timeout: 30_000 }).toBe(told + 1);
  expect(await lin.asks("8000")).toContain("每月的还是每年的");
  const audit = await cli(["audit", "--what", "backup"], restored);
  expect(audit.stdout).toMatch(/backup\.restored/);
  const there = await cli(["audit", "--what", "backup"], live);
  expect(there.stdout.match(/backup\.made/g)).toHaveLength(2);
}, 60_000);

/** Makes a backup that stops at the rows of the accounts, and lets work be done before it goes on. */
async function heldBackup(
  path: string,
  work: (sql: postgres.TransactionSql, backup: Program) => Promise<void>,
) {
  const backup = await look(live.url, (sql) =>
    sql.begin(async (tx) => {
      await tx`lock table accounts in access exclusive mode`;
      const begun = startProgram("src/cli.ts", ["backup", path], environmentOf(live));
      const held = async () => (await heldAt()).length;
      await expect.poll(held, { timeout: 30_000 }).toBe(1);
      await work(tx, begun);
      return begun;
    }),
  );
  return backup.ended;
}

function heldAt() {
  return look(
    live.url,
    (sql) => sql<{ pid: number }[]>`
      select pid from pg_stat_activity where query like 'copy public."accounts"%'
        and wait_event_type = 'Lock' and datname = current_database()`,
  );
}

test("what happens while a backup is being written is in it whole or not at all", async () => {
  const path = join(folder, "moment.backup");
  const target = await emptyDatabase();
  try {
    const made = await heldBackup(path, async (tx) => {
      await tx`insert into people (id) values ('newcomer')`;
      await tx`insert into accounts (id, person, installation, platform_id)
        select 'newcomer', 'newcomer', id, 'newcomer' from installations limit 1`;
    });
    expect([made.code, made.stderr]).toEqual([0, ""]);
    const put = await cli(["restore", path], target);
    expect(put.code, put.stderr).toBe(0);
    const rows = await everyRow(target.url);
    expect(JSON.stringify([rows["people"], rows["accounts"]])).not.toContain("newcomer");
    expect(await tablesIn(target.url)).toEqual(await tablesIn(live.url));
  } finally {
    await target.drop();
  }
}, 60_000);

test("a database that goes away in the middle is a failed backup, and leaves no file", async () => {
  const place = join(folder, "away");
  await mkdir(place);
  const failed = await heldBackup(join(place, "x.backup"), async (tx) => {
    for (const { pid } of await heldAt()) await tx`select pg_terminate_backend(${pid})`;
  });
  expect([failed.code, failed.stdout]).toEqual([1, ""]);
  expect(failed.stderr).toMatch(
    /^The database is not available \(\w+\); try again once it is back\n$/,
  );
  expect(await readdir(place)).toEqual([]);
}, 60_000);

test("one that is interrupted ends and leaves no file", async () => {
  const place = join(folder, "interrupted");
  await mkdir(place);
  const interrupted = await heldBackup(join(place, "x.backup"), async (_tx, backup) => {
    expect(await readdir(place)).toHaveLength(1);
    backup.kill("SIGINT");
    await backup.ended;
  });
  expect([interrupted.code, interrupted.stderr]).toEqual([1, "Interrupted: no backup was made\n"]);
  expect(await readdir(place)).toEqual([]);
}, 60_000);
