import { type Clause, clauseHead } from "./clause.ts";
import type { Compiled } from "./compiled.ts";
import type { Problem } from "./problems.ts";
import { type Read, readYaml } from "./yaml-source.ts";

/** A clause with the file it came from and the lines of its parts. */
export interface ClauseFile {
  readonly file: string;
  readonly clause: Clause;
  lineOf(path: readonly PropertyKey[]): number;
}

const FENCE = /^---\s*$/;
const HEADING = /^##\s+(zh|en)\s*$/;

/** Splits a clause file into front matter and its two bodies and checks it. */
export function readClauseFile(
  file: string,
  content: string,
  compiled?: Compiled,
): Read<ClauseFile> {
  const lines = content.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = lines.findIndex((line, at) => at > 0 && FENCE.test(line));
  if (!FENCE.test(lines[0] ?? "") || end < 0) {
    return fault(file, 1, "start the file with front matter between two lines of ---");
  }
  const front = { file, text: lines.slice(1, end).join("\n"), linesBefore: 1 };
  const head = readYaml(front, clauseHead, compiled);
  const bodies = readBodies(lines, end + 1);
  const missing = missingBodies(file, bodies, end + 2);
  if (head.kind === "faulty") return { kind: "faulty", problems: [...head.problems, ...missing] };
  if (missing.length > 0) return { kind: "faulty", problems: missing };
  const { zh, en } = bodies;
  const lineOf = (path: readonly PropertyKey[]) =>
    path[0] === "body" ? (path[1] === "en" ? en.line : zh.line) : head.lineOf(path);
  const value: ClauseFile = {
    file,
    clause: { ...head.value, body: { zh: zh.text, en: en.text } },
    lineOf,
  };
  return { kind: "read", value, lineOf };
}

interface Body {
  readonly text: string;
  readonly line: number;
}

function readBodies(lines: readonly string[], from: number): Record<"zh" | "en", Body> {
  const collected = { zh: [] as string[], en: [] as string[] };
  const startLine = { zh: from + 1, en: from + 1 };
  let language: "zh" | "en" | undefined;
  lines.slice(from).forEach((line, at) => {
    const heading = HEADING.exec(line)?.[1];
    if (heading === "zh" || heading === "en") {
      language = heading;
      startLine[heading] = from + at + 1;
    } else if (language !== undefined) {
      if (collected[language].join("") === "" && line.trim() !== "")
        startLine[language] = from + at + 1;
      collected[language].push(line.trim());
    }
  });
  return {
    zh: { text: joinLines(collected.zh, ""), line: startLine.zh },
    en: { text: joinLines(collected.en, " "), line: startLine.en },
  };
}

function joinLines(lines: readonly string[], glue: string): string {
  return lines.filter((line) => line !== "").join(glue);
}

function missingBodies(
  file: string,
  bodies: Record<"zh" | "en", Body>,
  line: number,
): readonly Problem[] {
  return (["zh", "en"] as const)
    .filter((language) => bodies[language].text === "")
    .map((language) => ({
      file,
      line,
      message: `missing text under the heading "## ${language}"`,
    }));
}

function fault(file: string, line: number, message: string): Read<never> {
  return { kind: "faulty", problems: [{ file, line, message }] };
}
