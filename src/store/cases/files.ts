import { and, asc, count, desc, eq, gt, inArray, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import type { CaseFileState } from "../schema/case-files.ts";
import { caseFiles, cases } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import { databaseBytes } from "./file-bytes.ts";

/** What of a file only a holder of the key reads. */
export const sealedFile = z.object({
  /** What the item is called, in both languages. */
  label: z.object({ zh: z.string(), en: z.string() }),
  /** The name its sender gave it. */
  name: z.string().nullable(),
});

/** What an item is called. */
export type FileLabel = z.infer<typeof sealedFile>["label"];

/** A file handed in for what a case lacks; times are ms UTC. */
export interface CaseFile {
  readonly id: string;
  readonly case: string;
  readonly person: string;
  readonly item: string;
  readonly label: FileLabel;
  readonly name: string | undefined;
  readonly state: CaseFileState;
  readonly kind: string | undefined;
  readonly size: number | undefined;
  readonly receivedAt: number | undefined;
  readonly takenAt: number | undefined;
  readonly createdAt: number;
}

/** Names an item of a case: the same for the same words, safe in a button. */
export function itemKey(transaction: Transaction, caseId: string, label: string): string {
  const hash = sessionOf(transaction).keyring.keyedHash("case item")(`${caseId} ${label}`);
  return Buffer.from(hash, "base64url").toString("hex").slice(0, 16);
}

/** Files one person may send within a day, whatever becomes of them. */
const MOST_A_DAY = 40;

/** What is to be fetched and kept. */
export interface NewCaseFile {
  readonly case: string;
  readonly person: string;
  readonly item: string;
  readonly label: FileLabel;
  readonly name: string | undefined;
  /** What its platform fetches it by, and the space where it was sent. */
  readonly reference: string;
  readonly space: string;
}

/** Notes a file that is to be fetched; false when this person sent too many today. */
export async function addCaseFile(transaction: Transaction, file: NewCaseFile): Promise<boolean> {
  const { db, keyring } = sessionOf(transaction);
  const [sent] = await db
    .select({ count: count() })
    .from(caseFiles)
    .where(
      and(
        eq(caseFiles.person, file.person),
        gt(caseFiles.createdAt, sql`now() - interval '1 day'`),
      ),
    );
  if ((sent?.count ?? 0) >= MOST_A_DAY) return false;
  const { label, name = null, reference, space } = file;
  await db.insert(caseFiles).values({
    id: newId(),
    case: file.case,
    person: file.person,
    item: file.item,
    sealed: seal(keyring.service, JSON.stringify({ label, name, reference, space })),
  });
  return true;
}

/** The files of a person that are here or on their way, the oldest first. */
export function filesOfPerson(
  transaction: Transaction,
  person: string,
): Promise<readonly CaseFile[]> {
  return find(
    transaction,
    and(eq(caseFiles.person, person), inArray(caseFiles.state, ["fetching", "received"])),
  );
}

/** Everything a person ever sent that is still noted, the oldest first. */
export function allFilesOfPerson(
  transaction: Transaction,
  person: string,
): Promise<readonly CaseFile[]> {
  return find(transaction, eq(caseFiles.person, person));
}

/** Which files staff see; what is left out does not matter. */
export interface FileFilter {
  readonly limit: number;
  readonly caseId?: string | undefined;
  /** Ids of the programmes that are left out. */
  readonly without: readonly string[];
}

/** Files that are here, for staff, the newest first. */
export async function filesHere(
  transaction: Transaction,
  { limit, caseId, without }: FileFilter,
): Promise<readonly CaseFile[]> {
  const rows = await sessionOf(transaction)
    .db.select({ row: caseFiles })
    .from(caseFiles)
    .innerJoin(cases, eq(cases.id, caseFiles.case))
    .where(
      and(
        eq(caseFiles.state, "received"),
        caseId === undefined ? undefined : eq(caseFiles.case, caseId),
        without.length === 0 ? undefined : notInArray(cases.programme, [...without]),
      ),
    )
    .orderBy(desc(caseFiles.receivedAt), desc(caseFiles.id))
    .limit(limit);
  return readFiles(
    transaction,
    rows.map(({ row }) => row),
  );
}

/** A file that is here. */
export async function fileHere(
  transaction: Transaction,
  id: string,
): Promise<CaseFile | undefined> {
  const which = and(eq(caseFiles.id, id), eq(caseFiles.state, "received"));
  return (await find(transaction, which))[0];
}

async function find(transaction: Transaction, which: ReturnType<typeof and>) {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(caseFiles)
    .where(which)
    .orderBy(asc(caseFiles.createdAt), asc(caseFiles.id));
  return readFiles(transaction, rows);
}

async function readFiles(
  transaction: Transaction,
  rows: readonly (typeof caseFiles.$inferSelect)[],
): Promise<readonly CaseFile[]> {
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  return rows.map(({ sealed, ...row }) => {
    const words = read(sealed);
    if (words?.kind !== "unsealed") throw new Error("A file is sealed by a key that is gone");
    const { label, name } = sealedFile.parse(JSON.parse(words.value));
    return {
      id: row.id,
      case: row.case,
      person: row.person,
      item: row.item,
      label,
      name: name ?? undefined,
      state: row.state,
      kind: row.kind ?? undefined,
      size: row.size ?? undefined,
      receivedAt: row.receivedAt ?? undefined,
      takenAt: row.takenAt ?? undefined,
      createdAt: row.createdAt,
    };
  });
}

/** What a person's taking a file back came to. */
export type Withdrawal = "withdrawn" | "taken" | "not_there";

/** Takes a file back for its sender, as long as staff have not taken it over. */
export async function withdrawFile(
  transaction: Transaction,
  person: string,
  id: string,
): Promise<Withdrawal> {
  const { sql: run } = sessionOf(transaction);
  const [row] = await run.unsafe<{ id: string; state: CaseFileState; taken: boolean }[]>(
    `select id, state, taken_at is not null as taken from case_files
     where id = $1 and person = $2 and state in ('fetching', 'received') for update`,
    [id, person],
    { prepare: true },
  );
  if (!row) return "not_there";
  if (row.taken) return "taken";
  await close(transaction, [id], "withdrawn");
  return "withdrawn";
}

/** Staff take a file over: from then on it can neither be taken back nor replaced. Undefined when it is not here. */
export async function takeFile(
  transaction: Transaction,
  id: string,
  by: string,
): Promise<{ readonly file: CaseFile; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const rows = await sessionOf(transaction)
    .db.update(caseFiles)
    .set({
      takenAt: sql`coalesce(${caseFiles.takenAt}, now())`,
      takenBy: sql`coalesce(${caseFiles.takenBy}, ${by})`,
    })
    .where(and(eq(caseFiles.id, id), eq(caseFiles.state, "received")))
    .returning();
  const [file] = await readFiles(transaction, rows);
  const bytes = file && (await databaseBytes.get(transaction, id));
  return file && bytes ? { file, bytes } : undefined;
}

/** Ends files in a state in which they are not here: nothing is left of them but what they were for. */
export async function close(
  transaction: Transaction,
  ids: readonly string[],
  state: Exclude<CaseFileState, "fetching" | "received">,
): Promise<void> {
  if (ids.length === 0) return;
  for (const { id, label } of await find(transaction, inArray(caseFiles.id, [...ids]))) {
    const { db, keyring } = sessionOf(transaction);
    const left = seal(keyring.service, JSON.stringify({ label, name: null }));
    await db.update(caseFiles).set({ state, sealed: left }).where(eq(caseFiles.id, id));
    await databaseBytes.drop(transaction, id);
  }
}

/** Deletes everything a person sent. */
export async function deleteFilesOf(transaction: Transaction, person: string): Promise<void> {
  await sessionOf(transaction).db.delete(caseFiles).where(eq(caseFiles.person, person));
}
