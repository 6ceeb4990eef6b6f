import { describe, expect, test } from "vitest";
import { graphProblems, journalProblems, migrationProblems } from "./numbering.ts";
import { listFiles, readProjectFile } from "./tree.ts";

const first = "migrations/0000_initial.sql";
const second = "migrations/0001_tickets.sql";
const journal = (...tags: readonly string[]) =>
  JSON.stringify({ entries: tags.map((tag, idx) => ({ idx, tag })) });

describe("migrations", () => {
  test("count from 0000 without a gap", () => {
    expect(migrationProblems([first, second])).toEqual([]);
    expect(migrationProblems([first, "migrations/0002_gap.sql"])).toHaveLength(1);
    expect(migrationProblems([first, "migrations/0000_twice.sql"])).toHaveLength(1);
    expect(migrationProblems(["migrations/initial.sql"])).toHaveLength(1);
  });

  test("agree with the journal that runs them", () => {
    expect(journalProblems(journal("0000_initial", "0001_tickets"), [first, second])).toEqual([]);
    expect(journalProblems(journal("0000_initial"), [first, second])).toEqual([
      `${second} is not in the journal`,
    ]);
    expect(journalProblems(journal("0000_initial", "0001_tickets"), [first])).toEqual([
      `${second} is only in the journal`,
    ]);
    const swapped = JSON.stringify({ entries: [{ idx: 1, tag: "0000_initial" }] });
    expect(journalProblems(swapped, [first])).toEqual(["0000_initial is out of order"]);
  });

  test("of the project are in order", () => {
    const paths = listFiles("migrations", ".sql");
    expect(paths.length).toBeGreaterThan(0);
    expect(migrationProblems(paths)).toEqual([]);
    const { source } = readProjectFile("migrations/meta/_journal.json");
    expect(journalProblems(source, paths)).toEqual([]);
  });
});

describe("graphs of flow versions", () => {
  const graph = (version: number) => `flows/desk/graphs/desk.ticket.v${version}.json`;

  test("count from version 1 without a gap", () => {
    expect(graphProblems(["desk"], [graph(1), graph(2)])).toEqual([]);
    expect(graphProblems(["desk"], [graph(1), graph(3)])).toEqual([
      expect.stringContaining("needs flows/desk/graphs/desk.ticket.v2.json"),
    ]);
    expect(graphProblems(["desk"], [graph(10)])).toHaveLength(1);
  });

  test("have a name that says which version of what they are", () => {
    const misnamed = "flows/desk/graphs/ticket.json";
    expect(graphProblems(["desk"], [graph(1), misnamed])).toEqual([
      expect.stringContaining(misnamed),
    ]);
  });

  test("exist for every flow", () => {
    expect(graphProblems(["desk", "policy"], [graph(1)])).toEqual([
      expect.stringContaining("flows/policy/graphs has no graph"),
    ]);
  });

  test("of the project are in order", () => {
    const folders = new Set(listFiles("flows", "flow.ts").map((path) => path.split("/")[1] ?? ""));
    const paths = listFiles("flows", ".json").filter((path) => path.includes("/graphs/"));
    expect(folders.size).toBeGreaterThan(0);
    expect(graphProblems([...folders], paths)).toEqual([]);
  });
});
