import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joinPeople } from "../../src/domain/linking.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { said, take } from "../store/support/turns.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

const key = randomBytes(32).toString("base64");
let database: TestDatabase;
let store: Store;
let folder: string;

const cli = (words: string) =>
  runCli(words.split(" "), {
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: key,
    DATA_DIR: folder,
  });

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "juchang-rights-"));
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(key) });
});
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe("a person at the command line", () => {
  test("is exported, erased, and found in the audit trail", async () => {
    const slack = await store.installations.ensure("slack", "T01");
    const { loaded } = await take(
      store,
      said({ installation: slack, by: "U01", name: "林小满", text: "我想问房租" }),
    );
    const exported = await cli("export --person slack:T01/U01");
    expect(exported.code).toBe(0);
    expect(JSON.parse(exported.stdout)).toMatchObject({
      account: "slack:T01/U01",
      data: {
        conversation: [{ said: "我想问房租" }],
        account: [{ platform: "slack", id: "U01", name: "林小满" }],
      },
    });
    const erased = await cli("forget --person slack:T01/U01");
    expect([erased.code, erased.stdout]).toEqual([0, `${loaded.lane} is erased\n`]);
    expect((await cli("forget --person slack:T01/U01")).code).toBe(1);
    expect(await store.people.describe(loaded.lane)).toBeUndefined();
    const audit = await cli(`audit --on ${loaded.lane} --json`);
    const entries = audit.stdout.trim().split("\n");
    expect(entries.map((entry) => JSON.parse(entry).what)).toEqual([
      "person.erased",
      "person.exported",
    ]);
    const some = await cli(`audit --who operator --what person --days 1 --limit 1`);
    expect(some.stdout).toMatch(/^\S+Z {2}operator {2}person\.erased {2}\S+ {2}\{\}\n$/);
    expect((await cli("audit --what ticket")).stdout).toBe("");
  });

  test("stays erased when an older backup is put back", async () => {
    const telegram = await store.installations.ensure("telegram", "bot");
    const { loaded } = await take(store, said({ installation: telegram, by: "4711" }));
    await cli("forget --person telegram:4711");
    const noted = await readFile(join(folder, "erasures"), "utf8");
    expect(noted).toBe((await cli("erasures list")).stdout);
    expect(noted).not.toContain("4711");
    await writeFile(join(folder, "noted"), noted);
    const again = await cli(`erasures apply ${join(folder, "noted")}`);
    expect([again.code, again.stdout]).toEqual([0, "0 people were erased again\n"]);
    expect(await store.people.describe(loaded.lane)).toBeUndefined();
    await writeFile(join(folder, "noted"), "nonsense");
    expect((await cli(`erasures apply ${join(folder, "noted")}`)).stderr).toContain("Line 1");
  });

  test("is taken out of somebody they were linked with", async () => {
    const telegram = await store.installations.ensure("telegram", "bot");
    const one = await take(store, said({ installation: telegram, by: "11" }));
    const other = await take(store, said({ installation: telegram, by: "12" }));
    expect((await cli("unlink telegram:11")).stderr).toContain("only account");
    const link = { id: "l1", person: one.loaded.lane, other: other.loaded.lane };
    await store.inTransaction((transaction) => joinPeople(transaction, link));
    const unlinked = await cli("unlink telegram:12");
    expect([unlinked.code, unlinked.stdout]).toEqual([
      0,
      expect.stringContaining("telegram:12 is"),
    ]);
    expect(await store.people.ofAccount(telegram, "12")).not.toBe(one.loaded.lane);
  });

  test.each([
    ["unlink", 2, /^usage: unlink/],
    ["export", 2, /^usage: export/],
    ["forget --person nobody", 1, /telegram:ID/],
    ["export --person telegram:9", 1, /Nobody with that account/],
    ["audit --limit none", 2, /^usage: audit/],
    ["audit --who telegram:9", 1, /Nobody with that account/],
    ["audit --on telegram:9", 1, /Nobody with that account/],
    ["erasures apply", 2, /^usage: erasures/],
  ] as const)("%s is refused with what to do", async (words, code, said) => {
    const refused = await cli(words);
    expect([refused.code, refused.stderr]).toEqual([code, expect.stringMatching(said)]);
  });
});
