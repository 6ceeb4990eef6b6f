import { beforeAll, describe, expect, test } from "vitest";
import type { EffectResult } from "../../src/engine/command.ts";
import type { Event } from "../../src/engine/event.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import { addAudit } from "../../src/store/audit.ts";
import { inOneStatement } from "../../src/store/in-one-statement.ts";
import { newId } from "../../src/store/new-id.ts";
import type { Store } from "../../src/store/store.ts";
import type { TurnWithEffects } from "../../src/store/turns/turn-commit.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("web", "playground");
});

const from = (by: string): Event => said({ installation, by });

/** A turn whose effect leaves a mark: an audit row. */
async function marking(
  event: Event,
  key: string = newId(),
  meanwhile: () => Promise<unknown> = async () => undefined,
  store: Store = at.store,
): Promise<TurnWithEffects & { readonly key: string; readonly seen: EffectResult[] }> {
  const loaded = await store.turns.load(event);
  const seen: EffectResult[] = [];
  const perform = async (transaction: Transaction): Promise<EffectResult> => {
    await meanwhile();
    await addAudit(transaction, { who: "test", what: "effect", onWhat: key });
    return { kind: "done", key };
  };
  const work: TurnWithEffects["work"] = async (transaction) => {
    seen.push(await store.turns.performEffect(transaction, loaded, key, perform));
    return commitOf(loaded, event);
  };
  return { loaded, work, key, seen };
}

async function marks(key: string): Promise<number> {
  return (await at.sql`select from audit where on_what = ${key}`).length;
}

/** Somebody whose lane is there already, since only such turns share. */
async function known(): Promise<string> {
  const by = newId();
  await take(at.store, from(by));
  return by;
}

/** How many transactions wrote the turns of these lanes. */
async function transactionsOf(turns: readonly TurnWithEffects[]): Promise<number> {
  const lanes = turns.map(({ loaded }) => loaded.lane);
  const [row] = await at.sql<{ count: number }[]>`
    select count(distinct xmin::text)::int from turns where lane in ${at.sql(lanes)}`;
  return row?.count ?? 0;
}

describe("turns with effects that share a transaction", () => {
  test("are committed in it, strangers by themselves, each with the result of its own effect", async () => {
    const people = [newId(), await known(), await known()];
    const turns = await Promise.all(people.map((by) => marking(from(by))));
    expect(await at.store.turns.commitSharing(turns)).toEqual(turns.map(() => "committed"));
    expect(turns.map(({ seen }) => seen)).toEqual(turns.map(({ key }) => [{ kind: "done", key }]));
    for (const { key } of turns) expect(await marks(key)).toBe(1);
    expect(await transactionsOf(turns.slice(0, 1))).toBe(1);
    expect(await transactionsOf(turns.slice(1))).toBe(3);
  });

  test("leave out one that is stale", async () => {
    const late = newId();
    await take(at.store, from(late));
    const turns = [await marking(from(late)), await marking(from(await known()))];
    await take(at.store, from(late));
    expect(await at.store.turns.commitSharing(turns)).toEqual(["stale", "committed"]);
    // Once ahead, which was undone; then the other one alone.
    expect(turns.map(({ seen }) => seen.length)).toEqual([1, 2]);
    expect(await Promise.all(turns.map(({ key }) => marks(key)))).toEqual([0, 1]);
  });

  test("are undone together when one fails, and then each stands for itself", async () => {
    const failing = await marking(from(await known()), newId(), () =>
      Promise.reject(new Error("a bug")),
    );
    const repeated = from(newId());
    await take(at.store, repeated);
    const repeat = await marking(repeated);
    const good = [await marking(from(await known())), await marking(from(await known()))];
    const results = await at.store.turns.commitSharing([...good, failing, repeat]);
    expect(results).toEqual(["committed", "committed", new Error("a bug"), "duplicate"]);
    const kept = await Promise.all([...good, failing, repeat].map(({ key }) => marks(key)));
    expect(kept).toEqual([1, 1, 0, 0]);
    // Each was introduced in one, and has its own.
    expect(await transactionsOf(good)).toBe(4);
  });

  test("leave nothing outside of it when one fails while another is still at work", async () => {
    const failing = await marking(from(await known()), newId(), () =>
      Promise.reject(new Error("a bug")),
    );
    const slow = await marking(
      from(await known()),
      newId(),
      () => new Promise((resolve) => setTimeout(resolve, 100)),
    );
    await at.store.turns.commitSharing([failing, slow]);
    expect(await marks(slow.key)).toBe(1);
    // Once undone with the other one, once by itself.
    expect(slow.seen).toHaveLength(2);
  });

  test("do an effect once that two of them ask for", async () => {
    const key = newId();
    const turns = [
      await marking(from(await known()), key),
      await marking(from(await known()), key),
    ];
    expect(await at.store.turns.commitSharing(turns)).toEqual(["committed", "committed"]);
    expect(await marks(key)).toBe(1);
    expect(turns.map(({ seen }) => seen.at(-1))).toEqual(turns.map(() => ({ kind: "done", key })));
  });

  test("of two processes wait for each other's lanes in one order", async () => {
    const other = await at.another();
    const people = Array.from({ length: 6 }, () => newId());
    for (const by of people) await take(at.store, from(by));
    const mine = await Promise.all(people.map((by) => marking(from(by))));
    const theirs = await Promise.all(
      people.toReversed().map((by) => marking(from(by), newId(), undefined, other)),
    );
    const results = await Promise.all([
      at.store.turns.commitSharing(mine),
      other.turns.commitSharing(theirs),
    ]);
    expect(results.map((one) => new Set(one).size)).toEqual([1, 1]);
    expect(results.flat().toSorted()).toEqual([
      ...people.map(() => "committed"),
      ...people.map(() => "stale"),
    ]);
  });
});

test("rows written side by side in a transaction go in one statement, others in the next", async () => {
  const statements: (readonly number[])[] = [];
  const write = inOneStatement(async (_, rows: readonly number[]) => {
    statements.push(rows);
    if (rows.includes(0)) throw new Error("refused");
    return rows.map((row) => row * 10);
  });
  await at.store.inTransaction(async (transaction) => {
    expect(await Promise.all([1, 2, 3].map((row) => write(transaction, row)))).toEqual([
      10, 20, 30,
    ]);
    expect(await write(transaction, 4)).toBe(40);
    const refused = await Promise.allSettled([5, 0].map((row) => write(transaction, row)));
    expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
  expect(statements).toEqual([[1, 2, 3], [4], [5, 0]]);
});
