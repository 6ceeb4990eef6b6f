import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Compiled } from "../content/compiled.ts";
import { KnowledgeProblems, type Problem } from "../content/problems.ts";
import { readYaml } from "../content/yaml-source.ts";
import { foldText } from "../text/normalize.ts";
import {
  type ProgrammeContent,
  programmeFile,
  type StatusContent,
  statusesFile,
} from "./content.ts";

/** A kind of application with the statuses it can have, whole. */
export interface Programme extends Omit<ProgrammeContent, "statuses"> {
  readonly statuses: readonly StatusContent[];
  status(written: string): StatusContent | undefined;
}

/** All kinds of application there are. */
export interface ProgrammeBook {
  find(written: string): Programme | undefined;
  readonly all: readonly Programme[];
}

/** The folder inside of the knowledge folder, and the file of it that is no programme. */
const FOLDER = "programmes";
const STATUSES = "statuses.yaml";

/** Loads the programmes; throws `KnowledgeProblems` with everything that is wrong. */
export async function loadProgrammes(folder: string): Promise<ProgrammeBook> {
  const { programmes, problems } = await readProgrammes(folder);
  if (problems.length > 0) throw new KnowledgeProblems(problems);
  return toBook(programmes);
}

/** Programmes to look up by any way of writing them. */
export function toBook(programmes: readonly Programme[]): ProgrammeBook {
  return { all: programmes, find: finder(programmes) };
}

/** Reads the programmes as far as they can be read, together with what is wrong; as `readKnowledge`. */
export async function readProgrammes(
  folder: string,
  compiled?: Compiled,
): Promise<{ readonly programmes: readonly Programme[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const names = (await readdir(join(folder, FOLDER)).catch(() => [])).sort();
  const shared = await readShared(folder, problems, compiled);
  const programmes: Programme[] = [];
  for (const name of names.filter((each) => each.endsWith(".yaml") && each !== STATUSES)) {
    const file = `${FOLDER}/${name}`;
    const text = await readFile(join(folder, file), "utf8");
    const read = readYaml({ file, text, linesBefore: 0 }, programmeFile, compiled);
    if (read.kind === "faulty") problems.push(...read.problems);
    else programmes.push(programmeOf(file, read, shared, problems));
  }
  problems.push(...repeatedNames(programmes));
  return { programmes, problems };
}

async function readShared(
  folder: string,
  problems: Problem[],
  compiled: Compiled | undefined,
): Promise<ReadonlyMap<string, StatusContent>> {
  const file = `${FOLDER}/${STATUSES}`;
  const text = await readFile(join(folder, file), "utf8").catch(() => "[]");
  const read = readYaml({ file, text, linesBefore: 0 }, statusesFile, compiled);
  if (read.kind === "read") return new Map(read.value.map((each) => [each.id, each]));
  problems.push(...read.problems);
  return new Map();
}

function programmeOf(
  file: string,
  { value, lineOf }: { value: ProgrammeContent; lineOf(path: readonly PropertyKey[]): number },
  shared: ReadonlyMap<string, StatusContent>,
  problems: Problem[],
): Programme {
  const statuses = value.statuses.flatMap((named, at) => {
    const { id, ...own } = typeof named === "string" ? { id: named } : named;
    const whole = statusesFile.element.safeParse({ ...shared.get(id), ...own, id });
    if (whole.success) return [whole.data];
    const why = shared.has(id) ? "is not whole" : `is not described in ${STATUSES}`;
    problems.push({ file, line: lineOf(["statuses", at]), message: `the status ${id} ${why}` });
    return [];
  });
  const twice = repeated(statuses.flatMap(writtenWays));
  for (const word of twice) {
    const message = `“${word}” means two statuses: take it off one of them`;
    problems.push({ file, line: lineOf(["statuses"]), message });
  }
  return { ...value, statuses, status: finder(statuses) };
}

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly aliases: readonly string[];
}

/** Every way of writing it, folded, each once. */
function writtenWays({ id, name, aliases }: Named): readonly string[] {
  return [...new Set([id, name.zh, name.en, ...aliases].map(foldName))];
}

function finder<Item extends Named>(items: readonly Item[]): (written: string) => Item | undefined {
  const byName = new Map(items.flatMap((item) => writtenWays(item).map((way) => [way, item])));
  return (written) => byName.get(foldName(written));
}

/** Sources differ in blanks and punctuation: 已通过，待签约 is 已通过待签约. */
function foldName(name: string): string {
  return foldText(name).replace(/[\s，,、。·\-_/（）()]/gu, "");
}

function repeatedNames(programmes: readonly Programme[]): readonly Problem[] {
  return repeated(programmes.flatMap(writtenWays)).map((word) => ({
    file: FOLDER,
    line: 1,
    message: `“${word}” means two programmes: take it off one of them`,
  }));
}

function repeated(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => words.indexOf(word) !== at);
}
