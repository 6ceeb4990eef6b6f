import { expect, test } from "vitest";
import { commitTogether } from "../../src/delivery/commit-together.ts";
import { newId } from "../../src/store/new-id.ts";
import type { CommitResult, TurnCommit } from "../../src/store/turns/turn-commit.ts";
import { useStore } from "../store/support/store.ts";
import { commitOf, said } from "../store/support/turns.ts";

const at = useStore();

/** Notes who shares a statement with whom. */
function counted() {
  const batches: (readonly string[])[] = [];
  const commit = commitTogether((turns: readonly TurnCommit[]) => {
    batches.push(turns.map(({ loaded }) => loaded.lane));
    return at.store.turns.commit(turns);
  });
  return { batches, commit };
}

async function turnOf(by: string, key: string = newId()): Promise<TurnCommit> {
  const installation = await at.store.installations.ensure("telegram", "together");
  const event = said({ installation, by, key });
  return commitOf(await at.store.turns.load(event), event);
}

test("turns that arrive while a statement is under way share the next one", async () => {
  const { batches, commit } = counted();
  const turns = await Promise.all(["a", "b", "c", "d", "e"].map((by) => turnOf(by)));
  const results = await Promise.all(turns.map(commit));
  expect(results).toEqual(turns.map(() => "committed" satisfies CommitResult));
  expect(batches.map(({ length }) => length)).toEqual([1, 4]);
});

test("a lane has one turn in a statement", async () => {
  const { batches, commit } = counted();
  const others = await Promise.all(["f", "g"].map((by) => turnOf(by)));
  const first = await turnOf("h");
  // As the same person on two platforms would: both are computed from the same revision.
  await commit(await turnOf("i"));
  const twice = [await turnOf("i"), await turnOf("i")];
  const results = await Promise.all([...others, first, ...twice].map(commit));
  expect(results.toSorted()).toEqual(
    [...others, first, twice[0]].map(() => "committed").concat("stale"),
  );
  for (const lanes of batches) expect(new Set(lanes).size).toBe(lanes.length);
});

test("a repeat among them is one alone", async () => {
  const { commit } = counted();
  const key = newId();
  await commit(await turnOf("j", key));
  const busy = await Promise.all(["k", "l"].map((by) => turnOf(by)));
  const shared = [await turnOf("m"), await turnOf("j", key), await turnOf("n")];
  const results = await Promise.all([...busy, ...shared].map(commit));
  expect(results).toEqual(["committed", "committed", "committed", "duplicate", "committed"]);
});
