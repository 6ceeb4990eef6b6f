import { describe, expect, test } from "vitest";
import { appendOnlyFiles, brokenPromises, extended, readLock, unlocked } from "./append-only.ts";

const graph = { path: "flows/desk/graphs/desk.ticket.v1.json", source: '{"steps":[]}\n' };
const migration = { path: "migrations/0000_initial.sql", source: "create table people ();\n" };
const lock = extended({}, [graph, migration]);

describe("what has landed stays as it is", () => {
  test("an unchanged file is fine", () => {
    expect(brokenPromises(lock, [graph, migration])).toEqual([]);
    expect(unlocked(lock, [graph, migration])).toEqual([]);
  });

  test("a changed file is found", () => {
    const changed = { ...migration, source: "create table persons ();\n" };
    expect(brokenPromises(lock, [graph, changed])).toEqual([
      expect.stringContaining("0000_initial.sql has landed and can't be changed"),
    ]);
  });

  test("a deleted file is found", () => {
    expect(brokenPromises(lock, [migration])).toEqual([
      expect.stringContaining("desk.ticket.v1.json has landed and can't be deleted"),
    ]);
  });

  test("a new file is found until it is locked", () => {
    const next = { path: "migrations/0001_next.sql", source: "select 1;\n" };
    const files = [graph, migration, next];
    expect(unlocked(lock, files)).toEqual([expect.stringContaining("0001_next.sql is new")]);
    expect(unlocked(extended(lock, files), files)).toEqual([]);
  });

  test("locking again doesn't bless a change", () => {
    const changed = { ...graph, source: "{}" };
    expect(extended(lock, [changed, migration])).toEqual(lock);
  });
});

test("no graph and no migration of the project has changed, none is missing in the lock", () => {
  const files = appendOnlyFiles();
  expect(files.filter(({ path }) => path.startsWith("migrations/")).length).toBeGreaterThan(0);
  expect(brokenPromises(readLock(), files)).toEqual([]);
  expect(unlocked(readLock(), files)).toEqual([]);
});
