import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EffectResult } from "../../src/engine/command.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import { addAudit } from "../../src/store/audit.ts";
import { newId } from "../../src/store/new-id.ts";
import type { Store } from "../../src/store/store.ts";
import { rowsIn } from "./support/look.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;
let by: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("web", "playground");
});
beforeEach(() => {
  by = newId();
});

/** An effect that leaves a mark in the world: an audit row. */
function mark(key: string) {
  return async (transaction: Transaction): Promise<EffectResult> => {
    await addAudit(transaction, { who: "test", what: "effect", onWhat: key });
    return { kind: "done", key };
  };
}

async function marks(key: string): Promise<number> {
  const rows = await at.sql`select from audit where on_what = ${key}`;
  return rows.length;
}

async function takeWithEffect(store: Store, event: ReturnType<typeof said>, key: string) {
  const loaded = await store.turns.load(event);
  const results: EffectResult[] = [];
  const result = await store.turns.commitWithEffects(loaded, async (transaction) => {
    results.push(await store.turns.performEffect(transaction, loaded, key, mark(key)));
    return commitOf(loaded, event);
  });
  return { result, results, loaded };
}

describe("an effect", () => {
  test("is committed together with its turn, also a stranger's first", async () => {
    const event = said({ installation, by });
    const { result, results, loaded } = await takeWithEffect(at.store, event, by);
    expect([result, results]).toEqual(["committed", [{ kind: "done", key: by }]]);
    expect(await marks(by)).toBe(1);
    expect((await at.store.turns.load(said({ installation, by }))).lane).toBe(loaded.lane);
  });

  test("is done once per key; a repeat gets the stored result", async () => {
    await takeWithEffect(at.store, said({ installation, by }), by);
    const again = await takeWithEffect(at.store, said({ installation, by }), by);
    expect(again).toMatchObject({ result: "committed", results: [{ kind: "done", key: by }] });
    expect(await marks(by)).toBe(1);
  });

  test("asked for by two people at once is done once, and both get its result", async () => {
    const store = await at.another();
    const both = await Promise.all([
      takeWithEffect(at.store, said({ installation, by: newId() }), by),
      takeWithEffect(store, said({ installation, by: newId() }), by),
    ]);
    expect(both.map(({ result }) => result)).toEqual(["committed", "committed"]);
    expect(await marks(by)).toBe(1);
  });

  test("of a stale turn never happened", async () => {
    await take(at.store, said({ installation, by }));
    const event = said({ installation, by });
    const loaded = await at.store.turns.load(event);
    await take(at.store, said({ installation, by }));
    let performed = false;
    const result = await at.store.turns.commitWithEffects(loaded, async () => {
      performed = true;
      return commitOf(loaded, event);
    });
    expect([result, performed]).toEqual(["stale", false]);
  });

  test("of a repeated event is rolled back", async () => {
    const event = said({ installation, by });
    await take(at.store, event);
    const { result } = await takeWithEffect(at.store, event, by);
    expect(result).toBe("duplicate");
    expect(await marks(by)).toBe(0);
  });

  test("that fails takes its whole turn with it", async () => {
    const event = said({ installation, by });
    const loaded = await at.store.turns.load(event);
    const before = await rowsIn(at.sql);
    const failing = at.store.turns.commitWithEffects(loaded, async (transaction) => {
      await at.store.turns.performEffect(transaction, loaded, by, async (open) => {
        await mark(by)(open);
        throw new Error("a bug");
      });
      return commitOf(loaded, event);
    });
    await expect(failing).rejects.toThrow("a bug");
    expect(await rowsIn(at.sql)).toEqual(before);
    expect((await takeWithEffect(at.store, event, by)).result).toBe("committed");
  });

  test("holds its lane until the end, so that a plain turn meanwhile is stale", async () => {
    await take(at.store, said({ installation, by }));
    const [slow, quick] = [said({ installation, by }), said({ installation, by })];
    const loads = [await at.store.turns.load(slow), await at.store.turns.load(quick)] as const;
    let racing: Promise<readonly string[]> | undefined;
    const result = await at.store.turns.commitWithEffects(loads[0], async (transaction) => {
      await at.store.turns.performEffect(transaction, loads[0], by, mark(by));
      racing = at.store.turns.commit([commitOf(loads[1], quick)]);
      await expect
        .poll(() => at.sql`select from pg_stat_activity where wait_event_type = 'Lock'`)
        .not.toHaveLength(0);
      return commitOf(loads[0], slow);
    });
    expect([result, await racing]).toEqual(["committed", ["stale"]]);
  });
});

describe("a transaction", () => {
  test("cannot be used after its end", async () => {
    let kept: Transaction | undefined;
    await at.store.inTransaction(async (transaction) => {
      kept = transaction;
    });
    const late = kept ? addAudit(kept, { who: "x", what: "late", onWhat: by }) : undefined;
    await expect(late).rejects.toThrow("has ended");
    expect(await marks(by)).toBe(0);
  });

  test("whose work swallows a refusal does not pretend to be committed", async () => {
    const working = at.store.inTransaction(async (transaction) => {
      await addAudit(transaction, { who: "x", what: "first", onWhat: by });
      await addAudit(transaction, { who: "a\0b", what: "broken", onWhat: by }).catch(
        () => undefined,
      );
    });
    await expect(working).rejects.toThrow("the work went on without it");
    expect(await marks(by)).toBe(0);
  });

  test("waits for its turn when all connections are in use", async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        at.store.inTransaction(async (transaction) => {
          await addAudit(transaction, { who: "x", what: `${index}`, onWhat: by });
          return index;
        }),
      ),
    );
    expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(await marks(by)).toBe(20);
  });
});
