import { describe, expect, test } from "vitest";
import { longFiles, MOST_LINES, shortcuts } from "./source-rules.ts";
import { listFiles, readProjectFile, readSources } from "./tree.ts";

const file = (source: string) => [{ path: "src/engine/a.ts", source }];

describe("the length of files", () => {
  test("one line too many is found", () => {
    expect(longFiles(file("x\n".repeat(MOST_LINES)))).toEqual([]);
    expect(longFiles(file("x\n".repeat(MOST_LINES + 1)))).toEqual([
      expect.stringContaining(`${MOST_LINES + 1} lines`),
    ]);
  });

  test("no file of the project is too long", () => {
    const folders = ["src", "adapters", "flows", "test"];
    const paths = folders.flatMap((folder) => listFiles(folder, ".ts", ".js", ".css", ".html"));
    expect(paths.length).toBeGreaterThan(60);
    expect(longFiles(paths.map(readProjectFile))).toEqual([]);
  });
});

describe("ways around the rules", () => {
  test.each([
    "const a = b as unknown as C;",
    "// biome-ignore lint/style/noNonNullAssertion: no",
    "/* oxlint-disable */",
    "// @ts-expect-error",
    "// TODO later",
  ])("%s", (line) => {
    expect(shortcuts(file(`const first = 1;\n${line}\n`))).toEqual([
      expect.stringContaining("src/engine/a.ts:2: "),
    ]);
  });

  test("the project takes none", () => {
    const files = readSources("src", "adapters", "flows");
    expect(files.length).toBeGreaterThan(40);
    expect(shortcuts(files)).toEqual([]);
  });
});
