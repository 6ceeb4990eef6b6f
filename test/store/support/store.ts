import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { openStore, type Store } from "../../../src/store/store.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";

/** A store on a database of its own, and a plain connection to look behind it. */
export interface TestStore {
  readonly store: Store;
  readonly sql: postgres.Sql;
  readonly url: string;
  readonly masterKeys: readonly Uint8Array[];
  /** Opens another store on the same database, as another process would. */
  another(): Promise<Store>;
}

/** One store for all tests of a file; what is opened is closed after them. */
export function useStore(): TestStore {
  const masterKeys = [randomBytes(32)];
  const closing: (() => Promise<unknown>)[] = [];
  let database: TestDatabase | undefined;
  let opened: { store: Store; sql: postgres.Sql } | undefined;

  async function another(): Promise<Store> {
    const store = await openStore({ url: urlOf(database), masterKeys });
    closing.push(() => store.close());
    return store;
  }

  beforeAll(async () => {
    database = await testDatabase();
    const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
    closing.push(() => sql.end({ timeout: 1 }));
    opened = { store: await another(), sql };
  });
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
    await database?.drop();
  });

  return {
    get store() {
      return started(opened).store;
    },
    get sql() {
      return started(opened).sql;
    },
    get url() {
      return urlOf(database);
    },
    masterKeys,
    another,
  };
}

function urlOf(database: TestDatabase | undefined): string {
  return started(database).url;
}

function started<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("Use the store inside of a test");
  return value;
}
