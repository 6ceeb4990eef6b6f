import { and, asc, count, desc, eq, gt } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import type { CaseSource } from "../schema/cases.ts";
import { caseBindings, caseChanges, cases } from "../schema/index.ts";
import { mapUnsealed } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import { caseHashes } from "./hashes.ts";
import { type SealedCase, sealedCase, sealedChange } from "./record.ts";

/** A case with its words; times are ms UTC. */
export interface StoredCase {
  readonly id: string;
  readonly programme: string;
  readonly status: string;
  readonly masked: string;
  readonly words: SealedCase;
  readonly dueAt: number | undefined;
  readonly visible: boolean;
  readonly updatedAt: number;
}

type Row = typeof cases.$inferSelect;

/** The case of that number, drafts included. */
export async function findCase(
  transaction: Transaction,
  number: string,
): Promise<StoredCase | undefined> {
  const { db, keyring } = sessionOf(transaction);
  const rows = await db
    .select()
    .from(cases)
    .where(eq(cases.numberHash, caseHashes(keyring).number(number)));
  return (await casesOf(transaction, rows))[0];
}

/** The case of that id, drafts included. */
export async function caseOfId(
  transaction: Transaction,
  id: string,
): Promise<StoredCase | undefined> {
  const rows = await sessionOf(transaction).db.select().from(cases).where(eq(cases.id, id));
  return (await casesOf(transaction, rows))[0];
}

/** A case in a list, and how many people it is bound to. */
export interface ListedCase extends StoredCase {
  readonly bound: number;
}

/** Cases in the order of their ids, a page at a time; `after` is the last id of the page before. */
export async function listCases(
  transaction: Transaction,
  after: string,
  limit: number,
): Promise<readonly ListedCase[]> {
  const { db } = sessionOf(transaction);
  const rows = await db
    .select({ row: cases, bound: count(caseBindings.person) })
    .from(cases)
    .leftJoin(caseBindings, eq(caseBindings.case, cases.id))
    .where(gt(cases.id, after))
    .groupBy(cases.id)
    .orderBy(asc(cases.id))
    .limit(limit);
  const read = await casesOf(
    transaction,
    rows.map(({ row }) => row),
  );
  return read.map((one, at) => ({ ...one, bound: rows[at]?.bound ?? 0 }));
}

/** One change of a case, as its applicant may see it. */
export interface CaseChange {
  readonly status: string;
  readonly nextStep: string | undefined;
  readonly missing: readonly string[];
  /** ms UTC. */
  readonly at: number;
  readonly source: CaseSource;
}

/** The changes of a case that were no drafts, the newest first. */
export async function caseHistory(
  transaction: Transaction,
  id: string,
  limit: number,
): Promise<readonly CaseChange[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(caseChanges)
    .where(and(eq(caseChanges.case, id), eq(caseChanges.visible, true)))
    .orderBy(desc(caseChanges.at), desc(caseChanges.id))
    .limit(limit);
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  return rows.map(({ status, sealed, at, source }) => {
    const words = read(sealed);
    const parts =
      words?.kind === "unsealed" ? sealedChange.parse(JSON.parse(words.value)) : NOTHING;
    return { status, nextStep: parts.nextStep ?? undefined, missing: parts.missing, at, source };
  });
}

const NOTHING = { nextStep: null, missing: [] };

/** Rows with what they seal. */
export async function casesOf(
  transaction: Transaction,
  rows: readonly Row[],
): Promise<readonly StoredCase[]> {
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  return rows.map((row) => {
    const words = read(row.sealed);
    const parts = words && mapUnsealed(words, (text) => sealedCase.parse(JSON.parse(text)));
    if (parts?.kind !== "unsealed") throw new Error("A case is sealed by a key that is gone");
    return {
      id: row.id,
      programme: row.programme,
      status: row.status,
      masked: row.masked,
      words: parts.value,
      dueAt: row.dueAt ?? undefined,
      visible: row.visible,
      updatedAt: row.updatedAt,
    };
  });
}
