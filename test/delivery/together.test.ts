import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { together } from "../../src/delivery/together.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Calls that end when they are told to; each item comes back as it went. */
function calls() {
  const batches: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const handOver = (items: readonly string[]) => {
    batches.push(items);
    return new Promise<readonly string[]>((resolve) => ends.push(() => resolve(items)));
  };
  return { batches, ends, give: together(handOver, { underWay: 2, largest: 3 }) };
}

test("what arrives while a call is under way waits for it and shares the next one", async () => {
  const { batches, ends, give } = calls();
  const all = ["a", "b", "c", "d", "e"].map(give);
  await vi.advanceTimersByTimeAsync(10);
  expect(batches).toEqual([["a"]]);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(batches).toEqual([["a"], ["b", "c", "d"]]);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  ends[2]?.();
  expect(await Promise.all(all)).toEqual(["a", "b", "c", "d", "e"]);
});

test("a call that is held up does not hold the others up, but no third one goes beside two", async () => {
  const { batches, ends, give } = calls();
  const held = give("held");
  const second = give("second");
  await vi.advanceTimersByTimeAsync(20);
  expect(batches).toEqual([["held"], ["second"]]);
  const third = give("third");
  await vi.advanceTimersByTimeAsync(60);
  expect(batches).toHaveLength(2);
  ends[1]?.();
  expect(await second).toBe("second");
  await vi.advanceTimersByTimeAsync(0);
  expect(batches.at(-1)).toEqual(["third"]);
  ends[2]?.();
  expect(await third).toBe("third");
  ends[0]?.();
  expect(await held).toBe("held");
});
