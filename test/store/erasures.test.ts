import { beforeAll, expect, test } from "vitest";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "./support/store.ts";
import { said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("telegram", "bot");
});

/** Puts the people as they were before back in the place of what is there now, as an old backup does. */
async function restoringTables(work: () => Promise<void>): Promise<void> {
  const tables = ["people", "accounts", "lanes", "turns", "transcript"];
  for (const name of tables) await at.sql.unsafe(`create table before_${name} as table ${name}`);
  const noted = await at.sql`select * from erasures`;
  await work();
  await at.sql.unsafe(`truncate ${tables.join(", ")}, erasures cascade`);
  for (const name of tables) await at.sql.unsafe(`insert into ${name} table before_${name}`);
  for (const row of noted) await at.sql`insert into erasures ${at.sql(row)}`;
  for (const name of tables) await at.sql.unsafe(`drop table before_${name}`);
}

test("people an old backup brings back are erased again, and nobody else", async () => {
  const [gone, stays, returns] = [newId(), newId(), newId()];
  const first = await take(at.store, said({ installation, by: gone, text: "我要走了" }));
  const other = await take(at.store, said({ installation, by: stays }));
  let noted: Awaited<ReturnType<typeof at.store.people.erasures>> = [];
  await restoringTables(async () => {
    await at.store.people.erase(first.loaded.lane);
    const third = await take(at.store, said({ installation, by: returns }));
    await at.store.people.erase(third.loaded.lane);
    noted = await at.store.people.erasures();
  });
  expect(await at.store.people.ofAccount(installation, gone)).toBe(first.loaded.lane);
  // Somebody who was erased, and came back after that.
  const back = await take(at.store, said({ installation, by: returns }));
  expect(await at.store.people.repeatErasures(noted)).toBe(1);
  expect(await at.store.people.ofAccount(installation, gone)).toBeUndefined();
  expect(await at.store.people.describe(first.loaded.lane)).toBeUndefined();
  expect(await at.store.people.ofAccount(installation, stays)).toBe(other.loaded.lane);
  expect(await at.store.people.ofAccount(installation, returns)).toBe(back.loaded.lane);
  expect(await at.store.people.repeatErasures(noted)).toBe(0);
});

test("what is noted of an erasure names nobody, and is the same under every encryption key", async () => {
  const by = "13800001234";
  const { loaded } = await take(at.store, said({ installation, by }));
  await at.store.people.erase(loaded.lane);
  const noted = JSON.stringify(await at.store.people.erasures());
  expect(noted).not.toContain(by);
  const elsewhere = await at.another();
  expect(JSON.stringify(await elsewhere.people.erasures())).toBe(noted);
});

test("an erasure waits for the farewell, but not for ever", async () => {
  const { loaded, turn } = await take(at.store, said({ installation, by: newId() }));
  await at.store.people.askErasure(loaded.lane);
  expect(await at.store.people.dueErasures(10)).not.toContain(loaded.lane);
  const [message] = turn.outbound;
  await at.sql`update people set erasure_asked_at = now() - interval '11 minutes' where id = ${loaded.lane}`;
  expect(await at.store.people.dueErasures(10)).toContain(loaded.lane);
  await at.sql`update people set erasure_asked_at = now() where id = ${loaded.lane}`;
  await at.store.outbound.settle([{ id: message?.id ?? "", kind: "sent", messageId: "1" }]);
  expect(await at.store.people.dueErasures(10)).toContain(loaded.lane);
  await at.store.people.erase(loaded.lane);
  expect(await at.store.people.dueErasures(10)).not.toContain(loaded.lane);
});
