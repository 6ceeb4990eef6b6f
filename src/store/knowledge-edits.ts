import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { knowledgeEdits } from "./schema/index.ts";
import type { EditState } from "./schema/knowledge.ts";
import { sessionOf } from "./session.ts";
import { storable } from "./storable.ts";

export type { EditState } from "./schema/knowledge.ts";

/** Where it is announced that a clause was edited; the payload is the clause's id. */
export const KNOWLEDGE_CHANNEL = "knowledge";

/** One version of a clause as staff left it. */
export interface KnowledgeEdit {
  readonly clause: string;
  /** Counted per clause from 1. */
  readonly version: number;
  readonly state: EditState;
  /** The clause in the form of a clause file; undefined for the file's own words. */
  readonly content: string | undefined;
  /** Digest of the file's clause that it was made upon. */
  readonly base: string | undefined;
  /** A person's id, or `operator`. */
  readonly author: string;
  /** ms UTC. */
  readonly at: number;
}

/** An edit to be kept as the version after `expected`, the one its author has seen; 0 for none. */
export interface NewKnowledgeEdit extends Omit<KnowledgeEdit, "version" | "at"> {
  readonly expected: number;
}

type Row = typeof knowledgeEdits.$inferSelect;

/** The newest version of every edited clause, by clause. */
export async function currentEdits(transaction: Transaction): Promise<readonly KnowledgeEdit[]> {
  const rows = await sessionOf(transaction)
    .db.selectDistinctOn([knowledgeEdits.clause])
    .from(knowledgeEdits)
    .orderBy(asc(knowledgeEdits.clause), desc(knowledgeEdits.version));
  return rows.map(editOf);
}

/** Differs after every committed edit, in whatever order they commit. */
export async function editsMark(transaction: Transaction): Promise<string> {
  const [row] = await sessionOf(transaction)
    .db.select({
      mark: sql<string>`count(*) || '/' || coalesce(max(${knowledgeEdits.id}), 0)`,
    })
    .from(knowledgeEdits);
  return row?.mark ?? "";
}

/** All versions of a clause, the oldest first. */
export async function editsOfClause(
  transaction: Transaction,
  clause: string,
): Promise<readonly KnowledgeEdit[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(knowledgeEdits)
    .where(eq(knowledgeEdits.clause, clause))
    .orderBy(asc(knowledgeEdits.version));
  return rows.map(editOf);
}

/**
 * Keeps an edit and tells every process as the transaction commits; undefined when somebody else was
 * quicker. Two at the same moment: the second waits for the first to commit.
 */
export async function addKnowledgeEdit(
  transaction: Transaction,
  { expected, content, base, ...edit }: NewKnowledgeEdit,
): Promise<KnowledgeEdit | undefined> {
  const { db } = sessionOf(transaction);
  if (expected > 0 && !(await isThere(transaction, edit.clause, expected))) return undefined;
  const [row] = await db
    .insert(knowledgeEdits)
    .values({
      ...edit,
      version: expected + 1,
      content: content === undefined ? null : storable(content),
      base: base ?? null,
    })
    .onConflictDoNothing({ target: [knowledgeEdits.clause, knowledgeEdits.version] })
    .returning();
  if (!row) return undefined;
  await db.execute(sql`select pg_notify(${KNOWLEDGE_CHANNEL}, ${edit.clause})`);
  return editOf(row);
}

/** A version nobody made can have no successor. */
async function isThere(
  transaction: Transaction,
  clause: string,
  version: number,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ version: knowledgeEdits.version })
    .from(knowledgeEdits)
    .where(and(eq(knowledgeEdits.clause, clause), eq(knowledgeEdits.version, version)));
  return rows.length > 0;
}

function editOf({ clause, version, state, content, base, author, at }: Row): KnowledgeEdit {
  return {
    clause,
    version,
    state,
    content: content ?? undefined,
    base: base ?? undefined,
    author,
    at,
  };
}
