import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClauseFile } from "../content/clause-file.ts";
import type { Problem } from "../content/problems.ts";
import { foldText } from "../text/normalize.ts";
import { eachExample } from "./examples.ts";

/** Fingerprints of questions the answers are measured with; an example must not be one of them. */
const SAMPLE_HASHES_FILE = "sample-hashes.txt";

const LETTERS_ONLY = /[^\p{L}\p{N}]/gu;

/** The fingerprint of a question: the start of SHA-256 over its folded letters and digits. */
function fingerprint(question: string): string {
  const letters = foldText(question).replace(LETTERS_ONLY, "");
  return createHash("sha256").update(letters).digest("hex").slice(0, 24);
}

/** The fingerprints kept with the content, and those of every `q` in the JSON lines of a folder of samples. */
export async function sampleFingerprints(
  knowledgeFolder: string,
  samplesFolder: string | undefined,
): Promise<ReadonlySet<string>> {
  const kept = await readFile(join(knowledgeFolder, SAMPLE_HASHES_FILE), "utf8").catch(() => "");
  const lines = kept.split("\n").filter((line) => /^[0-9a-f]{24}$/.test(line));
  const read = samplesFolder === undefined ? [] : await questionsIn(samplesFolder);
  return new Set([...lines, ...read.map(fingerprint)]);
}

async function questionsIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".jsonl"));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return texts.flatMap((text) => text.split("\n").flatMap(questionsOf));
}

/** Every text under a key `q` of one JSON line. */
function questionsOf(line: string): string[] {
  if (line.trim() === "") return [];
  const found: string[] = [];
  JSON.parse(line, (key, value: unknown) => {
    if (key === "q" && typeof value === "string") found.push(value);
    return value;
  });
  return found;
}

/** Examples that are sample questions: answering them would then prove nothing. */
export function sampleExamples(
  files: readonly ClauseFile[],
  samples: ReadonlySet<string>,
): Problem[] {
  return files.flatMap((file) =>
    eachExample(file)
      .filter(({ example }) => samples.has(fingerprint(example)))
      .map(({ example, line }) => ({
        file: file.file,
        line,
        message: `asked example "${example}" is a sample question; word it differently`,
      })),
  );
}
