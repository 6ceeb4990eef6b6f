import { expect, test } from "vitest";
import { loadTogether } from "../../src/delivery/load-together.ts";
import type { Event } from "../../src/engine/event.ts";
import { useStore } from "../store/support/store.ts";
import { commitOf, said } from "../store/support/turns.ts";

const at = useStore();

/** Notes how many events share a statement. */
function counted() {
  const batches: number[] = [];
  const load = loadTogether((events) => {
    batches.push(events.length);
    return at.store.turns.loadAll(events);
  });
  return { batches, load };
}

async function from(by: string): Promise<Event> {
  const installation = await at.store.installations.ensure("telegram", "load-together");
  return said({ installation, by });
}

async function known(by: string): Promise<string> {
  const event = await from(by);
  const loaded = await at.store.turns.load(event);
  await at.store.turns.commit([commitOf(loaded, event)]);
  return loaded.lane;
}

test("events that arrive while a statement is under way share the next one, and each finds its own", async () => {
  const lanes = [await known("a"), await known("b"), await known("c"), await known("d")];
  const { batches, load } = counted();
  const events = await Promise.all(["a", "b", "c", "d"].map(from));
  const loaded = await Promise.all(events.map(load));
  expect(batches).toEqual([1, 3]);
  expect(loaded.map(({ lane }) => lane)).toEqual(lanes);
  expect(loaded.map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
  expect(loaded.map(({ seen }) => seen)).toEqual([false, false, false, false]);
});

test("a repeat and a stranger are told apart in one statement", async () => {
  const event = await from("e");
  const first = await at.store.turns.load(event);
  await at.store.turns.commit([commitOf(first, event)]);
  const [again, stranger] = await at.store.turns.loadAll([event, await from("nobody yet")]);
  expect(again).toMatchObject({ lane: first.lane, seen: true });
  expect(stranger).toMatchObject({ revision: 1, seen: false });
});

test("an event that cannot be loaded hinders no other", async () => {
  const broken = await known("f");
  const lane = await known("g");
  // As an erasure that was cut off would leave it.
  await at.sql`update people set data_key = null where id = ${broken}`;
  const { load, batches } = counted();
  const events = await Promise.all(["a", "b", "f", "g"].map(from));
  const results = await Promise.allSettled(events.map(load));
  expect(batches).toEqual([1, 3]);
  expect(results[2]).toMatchObject({ status: "rejected" });
  expect(results[3]).toMatchObject({ status: "fulfilled", value: { lane } });
});
