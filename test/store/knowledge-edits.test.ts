import { expect, it } from "vitest";
import { addKnowledgeEdit, type NewKnowledgeEdit } from "../../src/store/knowledge-edits.ts";
import { useStore } from "./support/store.ts";

const database = useStore();

function add(clause: string, expected: number, more: Partial<NewKnowledgeEdit> = {}) {
  return database.store.inTransaction((transaction) =>
    addKnowledgeEdit(transaction, {
      clause,
      expected,
      state: "live",
      content: `version ${expected + 1}`,
      base: undefined,
      author: "operator",
      ...more,
    }),
  );
}

it("the newest version of each clause counts, and all of them are kept", async () => {
  await add("one", 0);
  await add("one", 1, { state: "withdrawn", content: undefined });
  await add("two", 0);
  const edits = await database.store.knowledge.edits();
  expect(edits).toMatchObject([
    { clause: "one", version: 2, state: "withdrawn", content: undefined },
    { clause: "two", version: 1, content: "version 1" },
  ]);
  expect(await database.store.knowledge.history("one")).toHaveLength(2);
});

it("an edit upon a version that is not the newest, or was never made, is not written", async () => {
  await add("three", 0);
  await add("three", 1);
  expect(await add("three", 0)).toBeUndefined();
  expect(await add("three", 1)).toBeUndefined();
  expect(await add("three", 7)).toBeUndefined();
  expect(await add("three", 2)).toMatchObject({ version: 3 });
});

it("of twenty editors at the same moment one is first", async () => {
  const added = await Promise.all(Array.from({ length: 20 }, () => add("four", 0)));
  expect(added.filter((edit) => edit !== undefined)).toHaveLength(1);
  expect(await database.store.knowledge.history("four")).toHaveLength(1);
});

it("the mark differs after every edit, also one that commits after a later one", async () => {
  const marks = [await database.store.knowledge.mark()];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isIn = () => {};
  const inside = new Promise<void>((resolve) => {
    isIn = resolve;
  });
  const slow = database.store.inTransaction(async (transaction) => {
    const edit = { clause: "slow", expected: 0, state: "live", content: "x" } as const;
    await addKnowledgeEdit(transaction, { ...edit, base: undefined, author: "operator" });
    isIn();
    await held;
  });
  await inside;
  await add("quick", 0);
  marks.push(await database.store.knowledge.mark());
  release();
  await slow;
  marks.push(await database.store.knowledge.mark());
  expect(new Set(marks).size).toBe(3);
});

it("another process hears of an edit, and not of one that was rolled back", async () => {
  const other = await database.another();
  let heard = 0;
  let whenHeard = () => {};
  const stop = other.onKnowledgeEdited(() => {
    heard += 1;
    whenHeard();
  });
  const nextCall = () =>
    new Promise<void>((resolve) => {
      whenHeard = resolve;
    });
  await nextCall();
  const listening = heard;
  const failed = database.store.inTransaction(async (transaction) => {
    const edit = { clause: "five", expected: 0, state: "live", content: "x" } as const;
    await addKnowledgeEdit(transaction, { ...edit, base: undefined, author: "operator" });
    throw new Error("not so");
  });
  await expect(failed).rejects.toThrow("not so");
  const called = nextCall();
  await add("five", 0);
  await called;
  expect(heard).toBe(listening + 1);
  stop();
});
