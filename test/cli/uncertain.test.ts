import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBroadcastFeed } from "../../src/delivery/broadcasts.ts";
import { actOnBroadcast, createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { operatorAsStaff } from "../../src/domain/staff-roles.ts";
import { OPERATOR } from "../../src/store/audit.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { startSending } from "../delivery/process.ts";
import { strictAdapter } from "../delivery/strict-adapter.ts";
import { said, take } from "../store/support/turns.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

const key = randomBytes(32).toString("base64");
const LOST = { kind: "uncertain", reason: "no answer" } as const;
let database: TestDatabase;
let store: Store;
let installation: string;

const cli = (words: string) =>
  runCli(words.split(" "), { DATABASE_URL: database.url, ENCRYPTION_KEY: key });

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(key) });
  installation = await store.installations.ensure("telegram", "bot");
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** A reply of which nobody knows whether it arrived. */
async function lostReply(by: string): Promise<string> {
  const { turn } = await take(store, said({ installation, by, text: "秘密的问题" }));
  const id = turn.outbound[0]?.id ?? "none";
  await store.outbound.settle([{ id, ...LOST }]);
  return id;
}

test("one that arrived, one to send again and one to let be: doctor goes quiet, the audit says who", async () => {
  const [seen, missed, old] = [
    await lostReply("lin"),
    await lostReply("mei"),
    await lostReply("ann"),
  ];
  expect((await cli("doctor")).stdout).toMatch(
    /3 messages of no announcement may have arrived or not.*\n?.*failures arrived\|again\|leave ID/,
  );
  expect(await cli(`failures arrived ${seen}`)).toMatchObject({
    code: 0,
    stdout: `${seen} is noted as arrived\n`,
  });
  const warned = await cli(`failures again ${missed}`);
  expect([warned.code, warned.stdout]).toEqual([1, ""]);
  expect(warned.stderr).toMatch(/it will be there twice.*--may-arrive-twice/);
  const queued = () => store.outbound.claim({ installations: [installation], limit: 9 });
  expect(await queued()).toEqual([]);
  expect(await cli(`failures again ${missed} --may-arrive-twice`)).toMatchObject({
    code: 0,
    stdout: `${missed} goes out again as soon as the service runs\n`,
  });
  const twice = await cli(`failures again ${missed} --may-arrive-twice`);
  expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining("settled already")]);
  expect((await queued()).map(({ id }) => id)).toEqual([missed]);
  expect(await cli(`failures leave ${old}`)).toMatchObject({
    code: 0,
    stdout: `${old} is let be\n`,
  });
  expect((await cli("failures uncertain")).stdout).toBe("");
  expect((await cli("doctor")).stdout).not.toContain("may have arrived");
  const done = (await store.audit.recent(3)).map(({ who, what, onWhat }) => [who, what, onWhat]);
  expect(done).toEqual([
    [OPERATOR, "message.leave", old],
    [OPERATOR, "message.again", missed],
    [OPERATOR, "message.arrived", seen],
  ]);
});

test("what is no message, or is said wrongly, is refused with what to do", async () => {
  expect(await cli("failures arrived nothing")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("failures uncertain"),
  });
  expect((await cli("failures arrived x --may-arrive-twice")).code).toBe(2);
  expect((await cli("failures again")).code).toBe(2);
  expect((await cli("broadcast leave nothing")).stderr).toContain("no announcement nothing");
});

test("copies of an announcement: listed by announcement and by copy, sent again with it, or let be", async () => {
  const { loaded } = await take(store, said({ installation, by: "kite" }));
  const adapter = strictAdapter(installation, "telegram");
  adapter.decide = ({ intent }) => (intent.title === undefined ? undefined : LOST);
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const feed = createBroadcastFeed({
    ...{ store, now: async () => Date.now(), onCopies: () => undefined, log: quiet },
  });
  const sending = await startSending(store, [adapter]);
  const id = await store.inTransaction(async (tx) => {
    await operatorAsStaff(tx);
    const made = await createBroadcast(tx, OPERATOR, {
      ...{ playground: false, topic: "service", buttons: [], required: [], override: "随时可发" },
      audience: [{ kind: "people", people: [loaded.lane] }],
      content: { title: { zh: "甲", en: "A" }, body: { zh: "乙", en: "B" } },
    });
    const wish = { id: made ?? "none", by: OPERATOR };
    await actOnBroadcast(tx, "submit", wish, { now: Date.now(), rateOf: () => 30 });
    return wish.id;
  });
  const uncertain = async () => (await store.broadcasts.counts(id)).uncertain;
  feed.start();
  await expect.poll(uncertain, { timeout: 20_000 }).toBe(1);
  await feed.stop();
  await sending.stop();

  const told = (await cli("doctor")).stdout;
  expect(told).toContain("1 copies of announcements may have arrived or not");
  expect(told).toContain("broadcast leave ID");
  expect(JSON.parse((await cli("broadcast uncertain")).stdout)).toMatchObject({ id, uncertain: 1 });
  const copy = JSON.parse((await cli(`broadcast uncertain ${id}`)).stdout);
  expect(copy).toMatchObject({ number: 1, id: expect.any(String) });
  const again = await cli(`failures again ${copy.id} --may-arrive-twice`);
  expect([again.code, again.stderr]).toEqual([
    1,
    expect.stringContaining(`broadcast retry ${id} --uncertain`),
  ]);
  expect(JSON.parse((await cli(`broadcast leave ${id}`)).stdout)).toEqual({ id, left: 1 });
  expect(JSON.parse((await cli(`broadcast leave ${id}`)).stdout)).toEqual({ id, left: 0 });
  expect((await cli("broadcast uncertain")).stdout).toBe("");
  expect((await cli("doctor")).stdout).not.toContain("may have arrived");
  expect(await uncertain()).toBe(1);
  expect((await cli(`failures arrived ${copy.id}`)).code).toBe(0);
  expect(await store.broadcasts.counts(id)).toMatchObject({ sent: 1, uncertain: 0 });
});
