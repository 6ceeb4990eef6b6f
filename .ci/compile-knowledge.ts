import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMPILED_FILE, compiling } from "../src/knowledge/content/compiled.ts";
import { KnowledgeProblems } from "../src/knowledge/content/problems.ts";
import { readKnowledge } from "../src/knowledge/load.ts";
import { readProgrammes } from "../src/knowledge/programmes/load.ts";

/** Puts what the folder's files say beside them, so that a start need not parse them; throws `KnowledgeProblems`. */
export async function compileKnowledge(folder: string): Promise<void> {
  const compiled = compiling();
  const { problems } = await readKnowledge(folder, compiled);
  const { problems: wrong } = await readProgrammes(folder, compiled);
  const all = [...problems, ...wrong];
  if (all.length > 0) throw new KnowledgeProblems(all);
  writeFileSync(join(folder, COMPILED_FILE), compiled.text());
}
