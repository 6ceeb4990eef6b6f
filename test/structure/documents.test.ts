import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { deadLinks, npmCommands, unknownScripts } from "./documents.ts";
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

test("what the documents tell people to run and to read exists", () => {
  const names = Object.keys(scripts);
  expect(documents().flatMap((document) => unknownScripts(document, names))).toEqual([]);
  const exists = (path: string) => existsSync(join(PROJECT, path));
  expect(documents().flatMap((document) => deadLinks(document, exists))).toEqual([]);
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
