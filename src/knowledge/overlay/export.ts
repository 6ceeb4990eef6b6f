import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KnowledgeEdit } from "../../store/knowledge-edits.ts";
import { clauseOf } from "./apply.ts";
import type { ClauseSource } from "./clause-source.ts";
import { holdsOn } from "./validity.ts";

/** One clause file that an export wrote or removed, and why a clause was left out. */
export interface Exported {
  readonly clause: string;
  readonly kind: "written" | "removed" | "left_out";
  /** Inside the knowledge folder. */
  readonly file: string;
}

/** New clauses go here; edited ones stay where they are. */
const NEW_FOLDER = "clauses/desk";

/**
 * Writes staff's edits into the clause files of a knowledge folder, so that loading it gives what people are
 * answered from now. Withdrawn clauses lose their file; drafts and what has expired are left out.
 */
export async function exportEdits(
  folder: string,
  source: ClauseSource,
  edits: readonly KnowledgeEdit[],
  day: string,
): Promise<readonly Exported[]> {
  const exported: Exported[] = [];
  for (const edit of edits) {
    const file = source.pathOf(edit.clause) ?? `${NEW_FOLDER}/${edit.clause}.md`;
    const kind = kindOf(edit, day);
    if (kind === undefined) continue;
    exported.push({ clause: edit.clause, kind, file });
    const path = join(folder, file);
    if (kind === "removed") await rm(path, { force: true });
    if (kind !== "written" || edit.content === undefined) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, edit.content.endsWith("\n") ? edit.content : `${edit.content}\n`);
  }
  return exported;
}

/** Undefined when the file's own words stand. */
function kindOf(edit: KnowledgeEdit, day: string): Exported["kind"] | undefined {
  if (edit.state === "withdrawn") return "removed";
  if (edit.state === "draft") return "left_out";
  if (edit.content === undefined) return undefined;
  const clause = clauseOf(edit);
  return clause !== undefined && holdsOn(clause, day) ? "written" : "left_out";
}
