import { getTableName } from "drizzle-orm";
import { expect, test } from "vitest";
import { PERSONAL_DATA } from "../../src/store/personal/registry.ts";
import { useStore } from "./support/store.ts";

const at = useStore();

/** Tables that can hold something about a person: they refer to one, to a lane, or hold words. */
async function tablesAboutPeople(): Promise<readonly string[]> {
  const rows = await at.sql<{ name: string }[]>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and (data_type = 'bytea' or column_name in
      ('person', 'asker', 'lane', 'member', 'author', 'who', 'taken_by', 'to_person'))
    union
    select distinct conrelid::regclass::text from pg_constraint
    where contype = 'f' and confrelid in ('people'::regclass, 'lanes'::regclass)`;
  return rows.map(({ name }) => name);
}

/** Hold keys, tokens and posters, which are nobody's words. */
const NOBODYS = ["service_keys", "installations", "events"];

function missing(tables: readonly string[]): readonly string[] {
  const named = new Set(PERSONAL_DATA.flatMap(({ tables: own }) => own.map(getTableName)));
  return tables.filter((name) => !named.has(name) && !NOBODYS.includes(name));
}

test("every table with a person in it belongs to a kind of personal data", async () => {
  const found = await tablesAboutPeople();
  expect(found.length).toBeGreaterThan(12);
  expect(missing(found)).toEqual([]);
});

test("a planted table with a person in it is found", async () => {
  await at.sql`create table planted (id text, who_is text references people (id))`;
  expect(missing(await tablesAboutPeople())).toEqual(["planted"]);
  await at.sql`drop table planted`;
});
