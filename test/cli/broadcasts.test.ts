import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBroadcastFile } from "../../src/domain/broadcasts/file.ts";
import { personNamed } from "../../src/store/people.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { said, take } from "../store/support/turns.ts";
import { listFiles } from "../structure/tree.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

const key = randomBytes(32).toString("base64");
const NOW = Date.UTC(2026, 10, 27, 6);
let database: TestDatabase;
let store: Store;
let folder: string;

const cli = (...words: string[]) =>
  runCli(words, { DATABASE_URL: database.url, ENCRYPTION_KEY: key });

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(key) });
  folder = await mkdtemp(join(tmpdir(), "juchang-broadcasts-"));
  const installation = await store.installations.ensure("telegram", "bot");
  await take(store, said({ installation, by: "1", in: "-100" }));
});
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe("the demonstration's announcements", () => {
  const files = listFiles("knowledge/demo/announcements", ".yaml");

  test("are five, and one that is wrong on purpose", () => {
    expect(files).toHaveLength(6);
  });

  test.each(files)("%s can be sent as it is", async (file) => {
    const read = readBroadcastFile(await readFile(file, "utf8"), NOW);
    expect(read).toMatchObject({ ok: true });
  });
});

describe("a file that says too little", () => {
  test.each([
    ["no English", "title: { zh: 标题 }\nbody: { zh: 正文, en: Text }", "title.en"],
    ["no audience", "audience: {}", "audience"],
    ["an unknown topic", "topic: weather", "topic"],
    ["a day that does not exist", "at: 2026-02-30 09:00", "at"],
    ["too long a text", `body: { zh: ${"长".repeat(2_500)}, en: ${"x".repeat(2_500)} }`, "body"],
    ["an account that is none", "audience: { people: [somebody] }", "audience.people"],
  ])("%s is named", async (_what, lines, field) => {
    const whole = {
      topic: "topic: policy",
      audience: "audience: all",
      title: "title: { zh: 标题, en: Title }",
      body: "body: { zh: 正文, en: Text }",
    };
    const given = lines.split("\n");
    const kept = Object.entries(whole).filter(
      ([name]) => !given.some((line) => line.startsWith(`${name}:`)),
    );
    const source = [...kept.map(([, line]) => line), ...given].join("\n");
    const read = readBroadcastFile(source, NOW);
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : read.mistakes).toContainEqual(expect.stringContaining(field));
  });
});

/** A file for these people, who are to confirm reading it. */
async function toPeople(people: string, required: string): Promise<string> {
  const file = join(folder, "by-name.yaml");
  await writeFile(
    file,
    [
      ...["topic: 服务", "title: { zh: 大门, en: Gate }", "body: { zh: 走北门。, en: Go north. }"],
      ...[`audience: { people: [${people}] }`, "buttons: [read]", `required: [${required}]`],
    ].join("\n"),
  );
  return file;
}

test("the command line writes one to people by name, who must confirm reading it", async () => {
  const created = await cli("broadcast", "create", await toPeople("telegram:1", "telegram:1"));
  expect(created.code, created.stderr).toBe(0);
  // They spoke in a group and have not opened the direct chat yet: on Telegram a person writes first.
  expect(JSON.parse(created.stdout)).toMatchObject({ people: 0, unreachable: 1 });
});

test("a person nobody knows is named and refused, and not made up", async () => {
  const accounts = () =>
    store.inTransaction((transaction) => personNamed(transaction, "telegram", undefined, "2"));
  const people = "telegram:1, telegram:2, 'slack:T1/U404'";
  const refused = await cli("broadcast", "create", await toPeople(people, "telegram:2"));
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  const lines = refused.stderr.trim().split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(["telegram:2", "slack:T1/U404"]);
  for (const line of lines) expect(line).toContain("they must have written to the bot");
  expect(await accounts()).toBeUndefined();
  expect((await store.broadcasts.list(false, 99)).length).toBe(1);
});

test("the command line writes, starts, shows and stops one", async () => {
  const created = await cli("broadcast", "create", "knowledge/demo/announcements/4-service.yaml");
  expect(created.code, created.stderr).toBe(0);
  const { id, ...counted } = JSON.parse(created.stdout);
  expect(counted).toEqual({
    state: "draft",
    ...{ people: 0, groups: 1, unreachable: 0, muted: 0, minutes: 1 },
  });
  const started = await cli("broadcast", "start", id);
  expect([started.code, JSON.parse(started.stdout)]).toEqual([0, { id, state: "scheduled" }]);
  const shown = JSON.parse((await cli("broadcast", "status", id)).stdout);
  expect(shown).toMatchObject({
    id,
    state: "scheduled",
    audience: 0,
    sent: 0,
    failed: 0,
    skipped: 0,
    uncertain: 0,
    queued: 0,
    startedAt: null,
    finishedAt: null,
    perSecond: 0,
  });
  const twice = await cli("broadcast", "start", id);
  expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining("scheduled")]);
  expect((await cli("broadcast", "cancel", id)).code).toBe(0);
  const early = await cli("broadcast", "retry", id, "--uncertain");
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining("cancelled")]);
  expect((await cli("broadcast", "pause", id, "--uncertain")).code).toBe(2);
  expect(await cli("broadcast", "uncertain", id)).toMatchObject({ code: 0, stdout: "" });
  expect((await cli("broadcast", "uncertain", "nothing")).code).toBe(1);
  const nudged = await cli("broadcast", "nudge", id);
  expect([nudged.code, nudged.stderr]).toEqual([1, expect.stringContaining("nobody to remind")]);
  expect((await cli("broadcast", "nudge", "nothing")).stderr).toContain("no announcement");
  expect((await cli("broadcast", "pause", "nothing")).stderr).toContain("no announcement");
  const nobody = join(folder, "nobody.yaml");
  const source = await readFile("knowledge/demo/announcements/1-seats.yaml", "utf8");
  await writeFile(nobody, source);
  const draft = JSON.parse((await cli("broadcast", "create", nobody)).stdout);
  const refused = await cli("broadcast", "start", draft.id);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("nobody")]);
  const unknown = join(folder, "unknown.yaml");
  await writeFile(unknown, source.replace("{ tag: AI }", "{ event: EV-77, case: 没有的 }"));
  const named = await cli("broadcast", "create", unknown);
  expect([named.code, named.stderr]).toEqual([1, expect.stringMatching(/EV-77.*\n.*没有的/)]);
  const what = (await store.audit.recent(20)).map((entry) => entry.what);
  expect(what).toContain("broadcast.submit");
}, 120_000);
