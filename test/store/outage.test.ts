import { beforeAll, describe, expect, test } from "vitest";
import { addAudit } from "../../src/store/audit.ts";
import { DatabaseUnavailable, StatementRefused } from "../../src/store/errors.ts";
import { newId } from "../../src/store/new-id.ts";
import { openStore } from "../../src/store/store.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("web", "playground");
});

/** Ends every connection of the store, as a restarted server does. */
const cutConnections = () => at.sql`
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name = 'juchang'`;

describe("a lost connection", () => {
  test("is made again by itself", async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.allSettled(Array.from({ length: 8 }, () => at.store.ping()));
      await cutConnections();
      await expect.poll(() => at.store.ping().then(() => "back", String)).toBe("back");
      const event = said({ installation, by: newId() });
      await expect
        .poll(() => take(at.store, event).then(({ result }) => result, String))
        .toMatch(/committed|duplicate/);
    }
  });

  test("in the middle of a transaction fails it, and nothing runs outside of it", async () => {
    const mark = newId();
    const cut = at.store.inTransaction(async (transaction) => {
      await addAudit(transaction, { who: "x", what: "before", onWhat: mark });
      await cutConnections();
      await expect
        .poll(() =>
          addAudit(transaction, { who: "x", what: "after", onWhat: mark }).then(
            () => "ran",
            String,
          ),
        )
        .toContain("DatabaseUnavailable");
      await addAudit(transaction, { who: "x", what: "later", onWhat: mark });
    });
    await expect(cut).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await at.sql`select what from audit where on_what = ${mark}`).toEqual([]);
    await at.store.inTransaction((transaction) =>
      addAudit(transaction, { who: "x", what: "again", onWhat: mark }),
    );
    expect(await at.sql`select what from audit where on_what = ${mark}`).toEqual([
      { what: "again" },
    ]);
  });

  test("while a statement of a transaction runs fails it too", async () => {
    const event = said({ installation, by: newId() });
    await take(at.store, event);
    const next = said({ installation, by: event.account?.platformId ?? "" });
    const loaded = await at.store.turns.load(next);
    await at.sql.begin(async (blocker) => {
      await blocker`select from lanes where id = ${loaded.lane} for update`;
      const waiting = at.store.turns.commitWithEffects(loaded, async () => commitOf(loaded, next));
      const outcome = expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable);
      await expect
        .poll(
          () => at.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
        )
        .toHaveLength(1);
      await outcome;
    });
    expect((await take(at.store, next)).result).toBe("committed");
  });
});

describe("what a statement fails with", () => {
  test("is 'unavailable' when nobody listens", async () => {
    const url = "postgres://nobody@127.0.0.1:1/nothing";
    const opening = openStore({ url, masterKeys: [new Uint8Array(32)] });
    await expect(opening).rejects.toBeInstanceOf(DatabaseUnavailable);
  });

  test("is a refusal when the statement is wrong, without the values it held", async () => {
    const refused = at.store.inTransaction((transaction) =>
      addAudit(transaction, { who: "秘密的话\0", what: "x", onWhat: "x" }),
    );
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StatementRefused);
    expect(`${String(error)} ${error instanceof Error ? String(error.cause) : ""}`).not.toContain(
      "秘密",
    );
  });

  test("is the error itself when it is none of the database's", async () => {
    const bug = new TypeError("a bug");
    await expect(at.store.inTransaction(() => Promise.reject(bug))).rejects.toBe(bug);
    const foreign = Object.assign(new Error("no file"), { code: "ENOENT", syscall: "open" });
    await expect(at.store.inTransaction(() => Promise.reject(foreign))).rejects.toBe(foreign);
  });
});

test("a database that was never migrated is told apart from one that is away", async () => {
  const name = `empty_${newId()}`;
  await at.sql`create database ${at.sql(name)} template template0`;
  const url = new URL(at.url);
  url.pathname = `/${name}`;
  const opening = openStore({ url: url.href, masterKeys: [new Uint8Array(32)] });
  await expect(opening).rejects.toThrow("run the migrations first");
  await at.sql`drop database ${at.sql(name)} with (force)`;
});

test("other master keys than the database was made with are refused by name", async () => {
  const opening = openStore({ url: at.url, masterKeys: [new Uint8Array(32)] });
  await expect(opening).rejects.toThrow(/need the master key [0-9a-f]{8}/);
});
