import { createHash } from "node:crypto";
import type { KnowledgeEdit } from "../../store/knowledge-edits.ts";
import type { Clause } from "../content/clause.ts";
import { readClauseFile } from "../content/clause-file.ts";
import type { KnowledgeBase } from "../load.ts";
import { holdsOn } from "./validity.ts";

/** The clause files with what staff made of them. */
export interface Overlaid {
  readonly base: KnowledgeBase;
  /** Ids of edits this version cannot read; the files' own words stand instead. */
  readonly unreadable: readonly string[];
  /** Ids of edited clauses whose files changed since: the edit still counts, but somebody should look. */
  readonly movedOn: readonly string[];
}

/** A digest of what a clause says: the same for equal clauses, however their files are written. */
export function clauseDigest(clause: Clause): string {
  return createHash("sha256").update(canonical(clause)).digest("base64url").slice(0, 22);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/**
 * Lays the newest edits over the files' clauses and leaves out what does not hold on this day. `read` may
 * remember what it has read before.
 */
export function applyEdits(
  files: KnowledgeBase,
  edits: readonly KnowledgeEdit[],
  day: string,
  read = clauseOf,
): Overlaid {
  const clauses = new Map(files.clauses.map((clause) => [clause.id, clause]));
  const unreadable: string[] = [];
  const movedOn: string[] = [];
  for (const edit of edits) {
    const file = clauses.get(edit.clause);
    if (edit.state === "draft") continue;
    if (hasMovedOn(edit, file, read)) movedOn.push(edit.clause);
    if (edit.state === "withdrawn") clauses.delete(edit.clause);
    else if (edit.content !== undefined) {
      const clause = read(edit);
      if (clause === undefined) unreadable.push(edit.clause);
      else clauses.set(edit.clause, clause);
    }
  }
  const usable = [...clauses.values()].filter((clause) => holdsOn(clause, day));
  return { base: withClauses(files, usable), unreadable, movedOn };
}

/** The same base with other clauses. */
export function withClauses(base: KnowledgeBase, clauses: readonly Clause[]): KnowledgeBase {
  return { ...base, clauses };
}

/** The clause of an edit; undefined when it has none, or is a draft not yet complete. */
export function clauseOf({ clause, content }: KnowledgeEdit): Clause | undefined {
  if (content === undefined) return undefined;
  const read = readClauseFile(`${clause}.md`, content);
  return read.kind === "read" ? read.value.clause : undefined;
}

function hasMovedOn(edit: KnowledgeEdit, file: Clause | undefined, read: typeof clauseOf): boolean {
  if (edit.content === undefined) return false;
  const now = file === undefined ? undefined : clauseDigest(file);
  if (now === edit.base) return false;
  const edited = read(edit);
  return edited === undefined || now !== clauseDigest(edited);
}
