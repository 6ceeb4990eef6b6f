import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { newId } from "../../src/store/new-id.ts";
import { masterKeysOf } from "../../src/store/sealing/master-keys.ts";
import { ownerOf } from "../../src/store/sealing/seal.ts";
import { openStore } from "../../src/store/store.ts";
import { useStore } from "./support/store.ts";
import { said, take } from "./support/turns.ts";

const at = useStore();

beforeAll(async () => {
  const installation = await at.store.installations.ensure("telegram", "bot");
  for (let count = 0; count < 3; count++) {
    await take(at.store, said({ installation, by: newId(), name: "林小满", in: "-100" }));
    await take(at.store, said({ installation, by: newId(), name: "吴越" }));
  }
  await at.store.playground.add({
    key: newId(),
    space: "group",
    author: "lin",
    body: { kind: "text", text: "你好" },
  });
});

/** Every column that holds bytes: sealed with a data key, or a data key under a master key. */
async function byteColumns(): Promise<readonly { table: string; column: string }[]> {
  return at.sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' order by 1, 2`;
}

/** Columns whose bytes are keys; all others must be opened by one of them. */
const KEY_COLUMNS = ["people.data_key", "service_keys.wrapped"];

/** The master key that a wrapped data key names in its header. */
const wrappedBy = (bytes: Uint8Array) => Buffer.from(bytes.subarray(1, 5)).toString("hex");

test("after keys rotate nothing sealed needs the older master key, in any column of the schema", async () => {
  const newer = randomBytes(32);
  const rotating = await openStore({ url: at.url, masterKeys: [newer, ...at.masterKeys] });
  await rotating.rotateKeys();
  await rotating.close();
  const newest = masterKeysOf([newer]).newest.id;
  const owners = new Set<string>(["service"]);
  for (const { id } of await at.sql<{ id: string }[]>`select id from people`) owners.add(id);
  const columns = await byteColumns();
  expect(columns.length).toBeGreaterThan(12);
  let keys = 0;
  for (const { table, column } of columns) {
    const rows = await at.sql<{ bytes: Uint8Array }[]>`
      select ${at.sql(column)} as bytes from ${at.sql(table)} where ${at.sql(column)} is not null`;
    for (const { bytes } of rows) {
      if (KEY_COLUMNS.includes(`${table}.${column}`)) {
        keys += 1;
        expect(wrappedBy(bytes), `${table}.${column}`).toBe(newest);
      } else {
        expect(owners, `${table}.${column}`).toContain(ownerOf(bytes));
      }
    }
  }
  expect(keys).toBeGreaterThan(6);
  const alone = await openStore({ url: at.url, masterKeys: [newer] });
  const [one] = await at.sql<{ id: string }[]>`select id from people where data_key is not null`;
  expect(await alone.people.describe(one?.id ?? "")).toMatchObject({ name: { kind: "unsealed" } });
  await alone.close();
});
