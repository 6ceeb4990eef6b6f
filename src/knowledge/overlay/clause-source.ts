import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { KnowledgeFiles } from "../load.ts";

/** The clause files as they are written, for editing them. */
export interface ClauseSource {
  /** The file's text; undefined when no file holds the clause. */
  textOf(clause: string): Promise<string | undefined>;
  /** The file's path inside the knowledge folder. */
  pathOf(clause: string): string | undefined;
}

/** The files of a knowledge folder, read when they are needed. */
export function clauseSource(
  folder: string,
  { clauseFiles }: Pick<KnowledgeFiles, "clauseFiles">,
): ClauseSource {
  const pathById = new Map(clauseFiles.map(({ file, clause }) => [clause.id, file]));
  return {
    pathOf: (clause) => pathById.get(clause),
    async textOf(clause) {
      const path = pathById.get(clause);
      return path === undefined ? undefined : readFile(join(folder, path), "utf8");
    },
  };
}
