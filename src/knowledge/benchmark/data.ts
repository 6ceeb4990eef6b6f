import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { KnowledgeProblems, type Problem } from "../content/problems.ts";

const id = z.union([z.string().min(1), z.number()]).transform(String);

const benchEntry = z.looseObject({ id, title: z.string(), text: z.string() });

const benchQuestion = z.looseObject({
  qid: id,
  split: z.enum(["dev", "test"]),
  q: z.string(),
  relevant: z.array(id),
  tier: z.string().optional(),
});

/** A text of the base a benchmark searches in. */
export type BenchEntry = z.infer<typeof benchEntry>;
/** A question and the entries that answer it; none when the base holds no answer. */
export type BenchQuestion = z.infer<typeof benchQuestion>;

/** A benchmark's base and its labelled questions. */
export interface BenchData {
  readonly entries: readonly BenchEntry[];
  readonly questions: readonly BenchQuestion[];
}

/** One line's value and where it stood. */
interface Line<Value> {
  readonly value: Value;
  readonly number: number;
}

const ENTRIES_FILE = "kb.jsonl";
export const QUESTIONS_FILE = "queries.jsonl";

/** Reads `kb.jsonl` and `queries.jsonl` of a folder; throws `KnowledgeProblems` with every faulty line. */
export async function readBenchData(folder: string): Promise<BenchData> {
  const problems: Problem[] = [];
  const entries = await readLines(folder, ENTRIES_FILE, benchEntry, problems);
  const questions = await readLines(folder, QUESTIONS_FILE, benchQuestion, problems);
  problems.push(
    ...repeated(ENTRIES_FILE, entries, ({ id }) => id),
    ...repeated(QUESTIONS_FILE, questions, ({ qid }) => qid),
  );
  // Whether a label exists can only be said of a base that could be read.
  if (problems.length === 0) problems.push(...unknownLabels(entries, questions));
  if (problems.length > 0) throw new KnowledgeProblems(problems);
  return {
    entries: entries.map(({ value }) => value),
    questions: questions.map(({ value }) => value),
  };
}

async function readLines<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
  problems: Problem[],
): Promise<Line<z.output<Schema>>[]> {
  const text = await readText(join(folder, file), file, problems);
  if (text === undefined) return [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const read = lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    const parsed = schema.safeParse(jsonOf(line));
    if (parsed.success) return [{ value: parsed.data, number: at + 1 }];
    problems.push({ file, line: at + 1, message: whatIsWrong(parsed.error) });
    return [];
  });
  if (read.length === 0 && problems.length === 0) {
    problems.push({ file, line: 1, message: "holds no line" });
  }
  return read;
}

/** The file's text; undefined, with the reason noted, when it cannot be read as UTF-8. */
async function readText(
  path: string,
  file: string,
  problems: Problem[],
): Promise<string | undefined> {
  const note = (message: string) => {
    problems.push({ file, line: 1, message });
    return undefined;
  };
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return note("the file is missing");
    if (code === "EISDIR") return note("is a folder, not a file");
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return note("is not UTF-8 text");
    throw error;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function whatIsWrong({ issues }: z.ZodError): string {
  const [first] = issues;
  const path = first?.path.map(String).join(".") ?? "";
  return path === "" ? "not a JSON object" : `${path}: ${first?.message}`;
}

function repeated<Value>(
  file: string,
  lines: readonly Line<Value>[],
  keyOf: (value: Value) => string,
): Problem[] {
  const seen = new Map<string, number>();
  return lines.flatMap(({ value, number }) => {
    const key = keyOf(value);
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, number);
      return [];
    }
    return [{ file, line: number, message: `${key} already stands in line ${earlier}` }];
  });
}

function unknownLabels(
  entries: readonly Line<BenchEntry>[],
  questions: readonly Line<BenchQuestion>[],
): Problem[] {
  const known = new Set(entries.map(({ value }) => value.id));
  return questions.flatMap(({ value, number }) =>
    value.relevant
      .filter((label) => !known.has(label))
      .map((label) => ({
        file: QUESTIONS_FILE,
        line: number,
        message: `relevant: ${ENTRIES_FILE} holds no ${label}`,
      })),
  );
}
