import { expect, test } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { openLink } from "../support/simulator/link.ts";
import { useStore } from "./support/store.ts";

const at = useStore();

test("a second service on the same database gets no lock, until the first lets go", async () => {
  const other = await at.another();
  const mine = await at.store.serviceLock();
  expect(mine).toBeDefined();
  expect(await other.serviceLock()).toBeUndefined();
  expect(await at.store.serviceLock()).toBeUndefined();
  await mine?.release();
  const theirs = await other.serviceLock();
  expect(theirs).toBeDefined();
  await theirs?.release();
});

test("locks of different names don't meet", async () => {
  const one = await at.store.lock("token a");
  const two = await at.store.lock("token b");
  expect([one, two]).not.toContain(undefined);
  await Promise.all([one?.release(), two?.release()]);
});

test("a lock whose connection breaks is lost at once and free for others", async () => {
  const lock = await at.store.lock("token");
  if (!lock) throw new Error("not free");
  await at.sql`
    select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and granted and pid <> pg_backend_pid()`;
  await lock.lost;
  await expect.poll(async () => (await at.store.lock("token")) !== undefined).toBe(true);
});

test("a lock that is released is not reported as lost", async () => {
  const lock = await at.store.lock("quiet");
  let isLost = false;
  void lock?.lost.then(() => {
    isLost = true;
  });
  await lock?.release();
  await at.store.ping();
  expect(isLost).toBe(false);
});

test("waiting can be given up while the database is out of reach, and nothing fails in the background", async () => {
  const held = await at.store.lock("contested");
  const link = await openLink(at.url);
  const other = await openStore({ url: link.url, masterKeys: at.masterKeys });
  const stopping = new AbortController();
  const waiting = other.waitForLock("contested", stopping.signal);
  await expect
    .poll(() => at.sql`select from pg_locks where locktype = 'advisory' and not granted`)
    .toHaveLength(1);
  link.cut();
  stopping.abort();
  expect(await waiting).toBeUndefined();
  await held?.release();
  await other.close();
});
