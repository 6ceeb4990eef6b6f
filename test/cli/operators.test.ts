import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { said, take } from "../store/support/turns.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

const [older, newer] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
let database: TestDatabase;
let store: Store;
let installation: string;

/** The command line on the test's database. */
const cli = (words: string, encryptionKey = older) =>
  runCli(words.split(" "), { DATABASE_URL: database.url, ENCRYPTION_KEY: encryptionKey });

async function withKeys<Result>(keys: string, work: (store: Store) => Promise<Result>) {
  const opened = await openStore({ url: database.url, masterKeys: parseMasterKeys(keys) });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(older) });
  installation = await store.installations.ensure("telegram", "bot");
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

describe("spaces", () => {
  test("lists groups by title, and tags one for staff", async () => {
    await take(store, said({ installation, by: "lin", in: "-100" }));
    await take(store, said({ installation, by: "lin" }));
    const listed = await cli("spaces list --json");
    const rows = listed.stdout.trim().split("\n");
    expect(rows.map((row) => JSON.parse(row))).toEqual([
      expect.objectContaining({
        platform: "telegram",
        platformId: "-100",
        title: "创作者群",
        tags: [],
      }),
    ]);
    const tagged = await cli("spaces tag telegram:-100 staff");
    expect([tagged.code, tagged.stdout]).toEqual([0, "telegram:-100 is tagged staff\n"]);
    expect(await store.spaces.tagged("staff", false)).toHaveLength(1);
    const removed = await cli("spaces tag telegram:-100 staff --remove");
    expect([removed.code, removed.stdout]).toEqual([0, "telegram:-100 is tagged -\n"]);
    expect(await store.spaces.tagged("staff", false)).toEqual([]);
  });

  test.each<[string, number, RegExp]>([
    ["spaces tag telegram:-9 staff", 1, /no such group or channel.*spaces list/],
    ["spaces tag telegram:-100 a,b", 2, /^usage: spaces/],
    ["staff add telegram:77 --role king", 2, /^usage: staff/],
    ["staff add 77 --role admin", 2, /^usage: staff/],
    ["console open", 2, /^usage: console/],
    ["failures retry nothing", 1, /no open failure nothing/],
  ])("%s is refused with what to do", async (words, code, said) => {
    const refused = await cli(words);
    expect([refused.code, refused.stderr]).toEqual([code, expect.stringMatching(said)]);
  });
});

describe("staff and console", () => {
  test("a role is given, listed and taken away again, and kept in the audit", async () => {
    const added = await cli("staff add telegram:77 --role specialist --desk tax --desk justice");
    expect([added.code, added.stdout]).toEqual([0, "telegram:77 is specialist now\n"]);
    const listed = await cli("staff list --json");
    const rows = listed.stdout.trim().split("\n");
    expect(rows.map((row) => JSON.parse(row))).toContainEqual({
      account: "telegram:77",
      role: "specialist",
      desks: ["justice", "tax"],
    });
    const removed = await cli("staff remove telegram:77");
    expect([removed.code, removed.stdout]).toEqual([0, "telegram:77 has no role any more\n"]);
    expect((await cli("staff remove telegram:77")).code).toBe(1);
    const done = (await store.audit.recent(2)).map(({ who, what }) => `${who} ${what}`);
    expect(done).toEqual(["operator role.removed", "operator role.changed"]);
  });

  test("a link to the console is for staff: for whoever is at the command line, or for one of them", async () => {
    const own = await cli("console link");
    expect(own.stdout).toMatch(/^http:\/\/127\.0\.0\.1:3000\/console\/sign-in\/[\w-]{54}\n$/);
    const stranger = await cli("console link telegram:88");
    expect([stranger.code, stranger.stderr]).toEqual([1, expect.stringMatching(/staff add/)]);
    await cli("staff add telegram:88 --role viewer");
    expect((await cli("console link telegram:88")).code).toBe(0);
    expect(await store.staff.operators(false)).toEqual([]);
  });
});

describe("failures and doctor", () => {
  test("a failed event is listed with what to do, and let be", async () => {
    const quiet = await cli("doctor");
    expect([quiet.code, quiet.stdout.trim().split("\n").at(-1)]).toEqual([0, "ok"]);
    const event = said({ installation, text: "秘密的话" });
    const loaded = await store.turns.load(event);
    const error = new TypeError("秘密的话 is not a function");
    const id = await store.failures.keep({ loaded, cause: { event }, error });
    const told = await cli("doctor");
    expect(told.code).toBe(1);
    expect(told.stdout).toContain(`problem: event ${id} failed with TypeError`);
    expect(told.stdout).toContain(`failures retry ${id}`);
    const listed = await cli("failures list --json");
    expect(JSON.parse(listed.stdout)).toMatchObject({ id, cause: "TypeError" });
    expect(told.stdout + listed.stdout).not.toContain("秘密");
    expect(await cli(`failures drop ${id}`)).toMatchObject({
      code: 0,
      stdout: `${id} is let be\n`,
    });
    expect((await cli("doctor")).code).toBe(0);
  });

  test("a failed event is run again by the flows as they are now", async () => {
    const event = said({ installation, by: "amay", text: "首年租金能减多少？" });
    const loaded = await store.turns.load(event);
    const error = new TypeError("gone by now");
    const id = await store.failures.keep({ loaded, cause: { event }, error });
    expect(await cli("failures retry --all")).toMatchObject({
      code: 0,
      stdout: `${id} is done; the service sends the answer\n`,
    });
    const claimed = await store.outbound.claim({ installations: [installation], limit: 9 });
    expect(JSON.stringify(claimed.map(({ intent }) => intent))).toContain("房租");
    expect(await store.failures.open(9)).toEqual([]);
  });

  test("messages that may have arrived are listed by their chats, without a word of them", async () => {
    const reply = await take(store, said({ installation, by: "lin", text: "秘密的问题" }));
    const inGroup = await take(store, said({ installation, by: "lin", in: "-100" }));
    const fine = await take(store, said({ installation, by: "lin" }));
    const [privately, openly, delivered] = [reply, inGroup, fine].map(
      ({ turn }) => turn.outbound[0]?.id ?? "",
    );
    const to = { kind: "person", person: reply.loaded.lane } as const;
    const intent = { kind: "say", text: "秘密的公告" } as const;
    const copyDraft = { id: "copy", to, intent, locale: "zh-CN", purpose: "broadcast" } as const;
    const [copy] = await store.outbound.add("broadcast:some", [copyDraft]);
    const lost = { kind: "uncertain", reason: "no answer" } as const;
    const uncertain = [privately, openly, copy].map((id) => ({ id: id ?? "", ...lost }));
    await store.outbound.settle([
      ...uncertain,
      { id: delivered ?? "", kind: "sent", messageId: "1" },
    ]);

    const told = await cli("doctor");
    expect(told.code).toBe(1);
    expect(told.stdout).toContain("2 messages of no announcement may have arrived or not");
    expect(told.stdout).toContain("failures uncertain");
    expect(told.stdout).toContain("1 copies of announcements may have arrived or not");
    const listed = await cli("failures uncertain --json");
    const rows = listed.stdout
      .trim()
      .split("\n")
      .map((row) => JSON.parse(row));
    expect(rows.map(({ id, chat, kind }) => [id, chat, kind]).sort()).toEqual(
      [
        [privately, "telegram:lin", "direct"],
        [openly, "telegram:-100", "group"],
      ].sort(),
    );
    expect(rows[0]).toMatchObject({ purpose: "reply", reason: "no answer", attempts: 1 });
    expect(told.stdout + listed.stdout).not.toContain("秘密");
    expect((await cli("failures uncertain --all")).code).toBe(2);
    await store.outbound.settle(
      uncertain.map(({ id }) => ({ id, kind: "sent" as const, messageId: id })),
    );
    expect((await cli("failures uncertain")).stdout).toBe("");
  });

  test("every finding says what to do", async () => {
    const { stdout } = await cli("doctor --json");
    const { findings } = JSON.parse(stdout);
    expect(findings.length).toBeGreaterThan(0);
    for (const { found, todo } of findings) expect([found, todo]).not.toContain("");
  });
});

describe("ENCRYPTION_KEY", () => {
  test("of two keys: the older still opens, the newer seals, and rotation makes do without the older", async () => {
    const early = said({ installation, by: "mumu", text: "早先的话" });
    const { loaded } = await take(store, early);
    const both = `${newer},${older}`;
    expect((await cli("doctor", both)).stdout).toMatch(/older encryption key .* keys rotate/);
    const lines = (opened: Store) => opened.transcript.recent(loaded.lane, 1);
    const before = await lines(store);
    expect(await withKeys(both, lines)).toEqual(before);
    await withKeys(both, async (opened) => {
      await opened.people.ensureAccount(installation, "newcomer");
      const { newest, wraps } = await opened.masterKeys();
      expect(wraps[newest]).toBe(1);
    });

    await expect(withKeys(newer, lines)).rejects.toThrow(/need the master key .* add it behind/);
    const rotated = await cli("keys rotate", both);
    expect([rotated.code, rotated.stdout]).toEqual([
      0,
      expect.stringMatching(/^[1-9]\d* data keys/),
    ]);
    expect(await withKeys(newer, lines)).toEqual(before);
    await withKeys(newer, async (opened) => {
      const { newest, wraps } = await opened.masterKeys();
      expect(Object.keys(wraps)).toEqual([newest]);
    });
    expect((await cli("keys rotate", newer)).stdout).toMatch(/^0 data keys/);
  });
});
