import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { Clause } from "./content/clause.ts";
import { type ClauseFile, readClauseFile } from "./content/clause-file.ts";
import type { Compiled } from "./content/compiled.ts";
import { type Desk, desksFile } from "./content/desk.ts";
import { factsFile } from "./content/facts.ts";
import { namesFile, type ProperName } from "./content/name.ts";
import { type Outside, outsideFile } from "./content/outside.ts";
import { type Pointer, pointersFile } from "./content/pointers.ts";
import { KnowledgeProblems, type Problem } from "./content/problems.ts";
import { relatedFile } from "./content/related.ts";
import { type Route, routesFile } from "./content/routes.ts";
import { type SynonymGroup, synonymsFile } from "./content/synonyms.ts";
import { readYaml } from "./content/yaml-source.ts";

/** Everything the knowledge folder holds, checked in shape. */
export interface KnowledgeBase {
  readonly clauses: readonly Clause[];
  readonly desks: readonly Desk[];
  readonly names: readonly ProperName[];
  readonly synonyms: readonly SynonymGroup[];
  readonly outside: Outside;
  readonly routes: readonly Route[];
  readonly pointers: readonly Pointer[];
  /** Clauses that complete a clause, by its id, most useful first. */
  readonly related: Readonly<Record<string, readonly string[]>>;
}

/** The base with the places its parts came from, for checks that name file and line. */
export interface KnowledgeFiles {
  readonly base: KnowledgeBase;
  readonly clauseFiles: readonly ClauseFile[];
  /** Known fact ids. */
  readonly factIds: ReadonlySet<string>;
}

/** Loads the knowledge folder; throws `KnowledgeProblems` with everything that is wrong. */
export async function loadKnowledge(folder: string): Promise<KnowledgeBase> {
  const { files, problems } = await readKnowledge(folder);
  if (problems.length > 0) throw new KnowledgeProblems(problems);
  return files.base;
}

/** Reads the folder as far as it can be read, together with what cannot; what is compiled need not be parsed. */
export async function readKnowledge(
  folder: string,
  compiled?: Compiled,
): Promise<{ files: KnowledgeFiles; problems: Problem[] }> {
  const problems: Problem[] = [];
  const clauseFiles = await readClauses(folder, problems, compiled);
  problems.push(...duplicateIds(clauseFiles));
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) =>
    readData({ folder, file, compiled }, schema, problems);
  const facts = await read("facts.yaml", factsFile);
  const base: KnowledgeBase = {
    clauses: clauseFiles.map(({ clause }) => clause),
    desks: (await read(REQUIRED_FILE, desksFile)) ?? [],
    names: (await read("names.yaml", namesFile)) ?? [],
    synonyms: (await read("synonyms.yaml", synonymsFile)) ?? [],
    outside: (await read("outside.yaml", outsideFile)) ?? NOTHING_OUTSIDE,
    routes: (await read("routes.yaml", routesFile)) ?? [],
    pointers: (await read("pointers.yaml", pointersFile)) ?? [],
    related: (await read("related.yaml", relatedFile)) ?? {},
  };
  return {
    files: { base, clauseFiles, factIds: new Set(Object.keys(facts ?? {})) },
    problems,
  };
}

/** Without windows there is nowhere to send people; every other data file may be missing. */
const REQUIRED_FILE = "desks.yaml";

const NO_PHRASES = { zh: [], en: [] };
const NOTHING_OUTSIDE: Outside = {
  places: [],
  placeAsks: NO_PHRASES,
  placeOrigins: NO_PHRASES,
  programmes: [],
  facets: {},
  openAsks: {},
  quantities: {},
  chatter: {
    askSigns: NO_PHRASES,
    askPatterns: [],
    whole: NO_PHRASES,
    contains: {},
    patterns: [],
  },
  unrelated: {},
  declined: [],
};

async function readClauses(
  folder: string,
  problems: Problem[],
  compiled: Compiled | undefined,
): Promise<ClauseFile[]> {
  const listing = await whenPresent(readdir(join(folder, "clauses"), { recursive: true }));
  const paths = (listing ?? []).filter((path) => path.endsWith(".md")).sort();
  if (paths.length === 0) {
    problems.push({ file: "clauses", line: 1, message: "holds no clause files (*.md)" });
  }
  const contents = await Promise.all(
    paths.map((path) => readFile(join(folder, "clauses", path), "utf8")),
  );
  const read: ClauseFile[] = [];
  paths.forEach((path, at) => {
    const clause = readClauseFile(`clauses/${path}`, contents[at] ?? "", compiled);
    if (clause.kind === "read") read.push(clause.value);
    else problems.push(...clause.problems);
  });
  return read;
}

interface DataFile {
  readonly folder: string;
  readonly file: string;
  readonly compiled: Compiled | undefined;
}

/** Reads one data file; undefined when it is missing or faulty. */
async function readData<Schema extends z.ZodType>(
  { folder, file, compiled }: DataFile,
  schema: Schema,
  problems: Problem[],
): Promise<z.output<Schema> | undefined> {
  const text = await whenPresent(readFile(join(folder, file), "utf8"));
  if (text === undefined) {
    if (file === REQUIRED_FILE) problems.push({ file, line: 1, message: "the file is missing" });
    return undefined;
  }
  const read = readYaml({ file, text, linesBefore: 0 }, schema, compiled);
  if (read.kind === "read") return read.value;
  problems.push(...read.problems);
  return undefined;
}

/** What was read, or undefined when there is no such file or folder. */
async function whenPresent<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function duplicateIds(files: readonly ClauseFile[]): Problem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, clause, lineOf }) => {
    const earlier = first.get(clause.id);
    if (earlier === undefined) {
      first.set(clause.id, file);
      return [];
    }
    const message = `id ${clause.id} is already used by ${earlier}; give each clause its own id`;
    return [{ file, line: lineOf(["id"]), message }];
  });
}
