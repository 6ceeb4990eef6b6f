import { expect, test } from "vitest";
import { LOG_FIELDS } from "../../src/telemetry/log-fields.ts";
import { type ProjectFile, readSources } from "./tree.ts";

const LOGGED = /\blog\.(?:debug|info|warn|error)\(\s*\{([^{}]*)\}/gu;
const known = new Set([...Object.keys(LOG_FIELDS), "err"]);

/** Fields of log lines that are not listed: they would be dropped, and the line would not say what it is about. */
function unlisted({ path, source }: ProjectFile): readonly string[] {
  return [...source.matchAll(LOGGED)]
    .flatMap(([, fields = ""]) => fields.replace(/\([^()]*\)/gu, "").split(","))
    .map((field) => field.split(":")[0]?.trim() ?? "")
    .filter((name) => /^\w+$/u.test(name) && !known.has(name))
    .map((name) => `${path}: ${name}`);
}

test("a field that the log drops is found", () => {
  const source = 'log.warn({ err: error, count: sizeOf(a, b), trouble }, "it failed");';
  expect(unlisted({ path: "src/a.ts", source })).toEqual(["src/a.ts: trouble"]);
});

test("every field of a log line is one that the log keeps", () => {
  expect(readSources("src", "adapters", "flows").flatMap(unlisted)).toEqual([]);
});
