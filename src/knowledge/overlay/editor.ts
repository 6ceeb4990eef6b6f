import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import {
  addKnowledgeEdit,
  currentEdits,
  type EditState,
  editsOfClause,
} from "../../store/knowledge-edits.ts";
import type { Clause } from "../content/clause.ts";
import { formatProblem } from "../content/problems.ts";
import type { KnowledgeFiles } from "../load.ts";
import { applyEdits, clauseDigest } from "./apply.ts";
import { changedLines } from "./changed-lines.ts";
import { checkEdit, type EditRules } from "./check-edit.ts";
import type { ClauseSource } from "./clause-source.ts";
import type { EditResult, Refusal } from "./edit-result.ts";

/** What edits are made upon. */
export interface EditorParts {
  readonly files: KnowledgeFiles;
  readonly source: ClauseSource;
  /** The day in Shanghai, YYYY-MM-DD. */
  readonly today: () => string;
}

/** A clause as an editor sees it. */
export interface ClauseView {
  /** 0 when only the file's words exist. */
  readonly version: number;
  readonly state: EditState;
  readonly text: string;
}

/** A change of one clause by somebody; `author` is a person's id or `operator`. */
export interface EditRequest {
  readonly clause: string;
  readonly author: string;
}

/** The clause as it stands for editors, whatever its state; undefined when there is none. */
export async function viewClause(
  parts: EditorParts,
  transaction: Transaction,
  clause: string,
): Promise<ClauseView | undefined> {
  const edit = (await editsOfClause(transaction, clause)).at(-1);
  const text = edit?.content ?? (await parts.source.textOf(clause));
  if (text === undefined) return undefined;
  return { version: edit?.version ?? 0, state: edit?.state ?? "live", text };
}

/**
 * Replaces a clause's text, or adds a clause. `expected` is the version the author has seen: after a newer
 * one nothing is written. A draft stays a draft.
 */
export async function editClause(
  parts: EditorParts,
  transaction: Transaction,
  request: EditRequest & { readonly content: string; readonly expected: number },
): Promise<EditResult> {
  const { clause, content, expected } = request;
  const view = await viewClause(parts, transaction, clause);
  if (view && view.version !== expected) return movedOn(parts, transaction, clause, expected);
  const checked = await check(parts, transaction, clause, content);
  if (checked.kind === "refused") return checked;
  const state = view?.state === "draft" ? "draft" : "live";
  return save(parts, transaction, request, { state, content, expected, what: "edited" });
}

/** Takes a clause out of use at once; its words are kept for restoring it. */
export async function withdrawClause(
  parts: EditorParts,
  transaction: Transaction,
  request: EditRequest,
): Promise<EditResult> {
  return move(parts, transaction, request, "withdrawn", (view) => view.state !== "withdrawn");
}

/** Puts a withdrawn clause back into use, or a draft that keeps the rules. */
export async function restoreClause(
  parts: EditorParts,
  transaction: Transaction,
  request: EditRequest,
): Promise<EditResult> {
  const view = await viewClause(parts, transaction, request.clause);
  if (view === undefined) return { kind: "unknown_clause" };
  if (view.state === "live") return { kind: "unchanged" };
  const checked = await check(parts, transaction, request.clause, view.text);
  if (checked.kind === "refused") return checked;
  return move(parts, transaction, request, "live", ({ state }) => state !== "live");
}

/** Checks a text by the rules, against the clauses as they stand in this transaction. */
export async function check(
  parts: EditorParts,
  transaction: Transaction,
  clause: string,
  content: string,
): Promise<Extract<EditResult, { kind: "refused" }> | { kind: "fine"; clause: Clause }> {
  const checked = checkEdit(clause, content, await rulesOf(parts, transaction));
  if (checked.kind === "fine") return checked;
  return refused(checked.repeatsOnly ? "repeated" : "rules", checked.problems.map(formatProblem));
}

/** The clauses that count now, with the ids of known facts. */
async function rulesOf(parts: EditorParts, transaction: Transaction): Promise<EditRules> {
  const edits = await currentEdits(transaction);
  const { base } = applyEdits(parts.files.base, edits, parts.today());
  return { base, factIds: parts.files.factIds };
}

export function refused(why: Refusal, reasons: readonly string[] = []) {
  return { kind: "refused", why, reasons } as const;
}

/** What an edit comes to in the store. */
interface Saving {
  readonly state: EditState;
  readonly content: string | undefined;
  readonly expected: number;
  /** For the audit: knowledge.<what>. */
  readonly what: string;
}

/** Keeps a checked edit and writes down who made it. */
export async function save(
  parts: EditorParts,
  transaction: Transaction,
  { clause, author }: EditRequest,
  { state, content, expected, what }: Saving,
): Promise<EditResult> {
  const file = parts.files.base.clauses.find(({ id }) => id === clause);
  const base = file === undefined ? undefined : clauseDigest(file);
  const kept = await addKnowledgeEdit(transaction, {
    clause,
    author,
    state,
    content,
    base,
    expected,
  });
  if (!kept) return movedOn(parts, transaction, clause, expected);
  const details = { version: kept.version, state };
  await addAudit(transaction, { who: author, what: `knowledge.${what}`, onWhat: clause, details });
  return { kind: "saved", clause, version: kept.version, state };
}

const TRIES = 5;

/** Moves a clause to another state on top of whatever version there is by then. */
async function move(
  parts: EditorParts,
  transaction: Transaction,
  request: EditRequest,
  state: EditState,
  mayMove: (view: ClauseView) => boolean,
): Promise<EditResult> {
  let result: EditResult = { kind: "unknown_clause" };
  for (let tries = 0; tries < TRIES; tries++) {
    const view = await viewClause(parts, transaction, request.clause);
    if (view === undefined) return { kind: "unknown_clause" };
    if (!mayMove(view)) return { kind: "unchanged" };
    const content = (await editsOfClause(transaction, request.clause)).at(-1)?.content;
    const what = state === "live" ? "restored" : state;
    const saving = { state, content, expected: view.version, what };
    result = await save(parts, transaction, request, saving);
    if (result.kind !== "moved_on") return result;
  }
  return result;
}

/** What the author has not seen: from the version they know to the one there is. */
async function movedOn(
  parts: EditorParts,
  transaction: Transaction,
  clause: string,
  seen: number,
): Promise<EditResult> {
  const edits = await editsOfClause(transaction, clause);
  const file = (await parts.source.textOf(clause)) ?? "";
  const textAt = (version: number) =>
    edits.find((edit) => edit.version === version)?.content ?? file;
  const now = edits.at(-1);
  const state = now === undefined || now.state === "live" ? [] : [`! state: ${now.state}`];
  const version = now?.version ?? 0;
  return {
    kind: "moved_on",
    version,
    changes: [...state, ...changedLines(textAt(seen), textAt(version))],
  };
}
