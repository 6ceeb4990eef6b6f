import { lineAt } from "./syntax.ts";
import type { ProjectFile } from "./tree.ts";

/** A file longer than this holds more than one idea. */
export const MOST_LINES = 300;

/** Files with too many lines, one sentence each. */
export function longFiles(files: readonly ProjectFile[]): readonly string[] {
  return files.flatMap(({ path, source }) => {
    const lines = source.trimEnd().split("\n").length;
    return lines > MOST_LINES
      ? [`${path} has ${lines} lines, split it (at most ${MOST_LINES})`]
      : [];
  });
}

const UNWELCOME: readonly (readonly [RegExp, string])[] = [
  [/\bas unknown as\b/, "a cast through unknown hides a wrong type: parse or narrow it"],
  [/\b(?:biome-ignore|eslint-disable|oxlint-disable)\b/, "a rule is switched off: satisfy it"],
  [/@ts-(?:ignore|expect-error|nocheck)\b/, "the compiler is switched off: satisfy it"],
  [/\b(?:TODO|FIXME|XXX)\b/, "an open end: finish it or write it down as an issue"],
];

/** Ways around the rules in product code, one sentence each. */
export function shortcuts(files: readonly ProjectFile[]): readonly string[] {
  return files.flatMap(({ path, source }) =>
    UNWELCOME.flatMap(([pattern, why]) => {
      const found = pattern.exec(source);
      return found ? [`${path}:${lineAt(source, found.index)}: ${found[0]}: ${why}`] : [];
    }),
  );
}
