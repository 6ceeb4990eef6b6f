import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { commands } from "../../src/cli/commands.ts";
import { readBroadcastFile } from "../../src/domain/broadcasts/file.ts";
import { deadAnchors, deadLinks, npmCommands, undocumented, unknownScripts } from "./documents.ts";
import { listFiles, PROJECT, readProjectFile } from "./tree.ts";

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readProjectFile("package.json").source));

const READMES = ["README.md", "README.zh-CN.md"];
const documents = () =>
  [...READMES, "CONTRIBUTING.md", "CHANGELOG.md", ...listFiles("docs", ".md")].map(readProjectFile);

const planted = (source: string) => ({ path: "docs/a.md", source });

test("a script that doesn't exist is found in a document", () => {
  const told = planted(
    "`npm run -s cli -- help`, `npm run cheek`, then `npm start` or `npm test`.",
  );
  expect(unknownScripts(told, ["cli", "start", "test"])).toEqual([
    'docs/a.md: package.json has no script "cheek"',
  ]);
});

test("a link to nothing is found in a document", () => {
  const told = planted("[a](../README.md#top) [b](gone.md) [c](https://example.org) [d](#below)");
  expect(deadLinks(told, (path) => path === "README.md")).toEqual([
    "docs/a.md: gone.md is not there",
  ]);
});

test("a link to a heading that isn't there is found in a document", () => {
  const told = planted("# What · 什么?\n[a](#what--什么) [b](#gone) [c](b.md#here) [d](c.md#x)");
  const read = (path: string) => (path === "docs/b.md" ? "## There" : undefined);
  expect(deadAnchors(told, read)).toEqual([
    "docs/a.md: docs/a.md has no heading #gone",
    "docs/a.md: docs/b.md has no heading #here",
  ]);
});

test("a command that no document names is found", () => {
  const told = planted("`key add`, then npm run -s cli -- forget --person telegram:1");
  const usages = ["key add NAME | key list", "forget --person ID", "doctor [--json]"];
  expect(undocumented(usages, [told])).toEqual(["key list", "doctor"]);
});

test("every command of the command line stands in a document", () => {
  const usages = commands.map(({ usage }) => usage);
  expect(undocumented(usages, documents())).toEqual([]);
});

test("the announcement in the guide can be read as it stands", () => {
  const guide = readProjectFile("docs/announcements.md").source;
  const example = /^```yaml\n(?<file>[\s\S]*?)^```$/m.exec(guide)?.groups?.["file"] ?? "";
  const read = readBroadcastFile(example, Date.parse("2026-11-28T00:00:00Z"));
  expect(read).toMatchObject({ ok: true, broadcast: { required: ["telegram:123"] } });
});

test("the measurements in the guide are those there are", () => {
  const guide = readProjectFile("docs/benchmarks.md").source;
  const [table = ""] = guide.split("\n## ");
  const told = [...table.matchAll(/^\| `(?<usage>[^`]+)` \|/gm)].map(
    ({ groups }) => groups?.["usage"],
  );
  const usages = listFiles("test/bench", ".ts").flatMap(
    (path) =>
      /^ {2}usage: "(?<usage>[^"]+)",$/m.exec(readProjectFile(path).source)?.groups?.["usage"] ??
      [],
  );
  expect(told.toSorted()).toEqual(usages.toSorted());
});

test("what the documents tell people to run and to read exists", () => {
  const names = Object.keys(scripts);
  expect(documents().flatMap((document) => unknownScripts(document, names))).toEqual([]);
  const exists = (path: string) => existsSync(join(PROJECT, path));
  expect(documents().flatMap((document) => deadLinks(document, exists))).toEqual([]);
  const read = (path: string) => (exists(path) ? readProjectFile(path).source : undefined);
  expect(documents().flatMap((document) => deadAnchors(document, read))).toEqual([]);
});

test.each(READMES)("%s has the two commands of a fresh machine", (path) => {
  const { source } = readProjectFile(path);
  expect(source).toContain("npm ci && npm start");
  expect(source).toContain("npm ci && npm test");
});

test("the checks of a change are exactly these", () => {
  expect(npmCommands("set -e\n  npm ci\necho npm\nnpm run check\n")).toEqual([
    "npm ci",
    "npm run check",
  ]);
  const commands = npmCommands(readProjectFile(".ci/run").source);
  expect(commands).toEqual(["npm ci", "npm run check", "npm test"]);
});
