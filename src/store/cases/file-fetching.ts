import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "../../engine/terms.ts";
import { caseFiles } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { readSealed } from "../unsealing.ts";
import { databaseBytes } from "./file-bytes.ts";
import { close, type FileLabel, sealedFile } from "./files.ts";

const awaited = sealedFile.extend({ reference: z.string(), space: z.string() });

/** A file that somebody sent and that is still with its platform. */
export interface AwaitedFile {
  readonly id: string;
  readonly case: string;
  readonly person: string;
  readonly label: FileLabel;
  readonly name: string | undefined;
  readonly reference: string;
  readonly space: string;
  /** Where it came in; undefined when that is served no more. */
  readonly installation: string | undefined;
  /** Tries to fetch it, this one included. */
  readonly tries: number;
}

/** How long one process alone may fetch a file, seconds: longer than fetching ever takes. */
const LEASE_SECONDS = 120;

const CLAIM = `
  update case_files set tries = tries + 1, due_at = now() + ${LEASE_SECONDS} * interval '1 second'
  where id = (select id from case_files where state = 'fetching' and due_at <= now()
    order by due_at limit 1 for update skip locked)
  returning id, case_id as case, person, sealed, tries`;

interface Claimed {
  readonly id: string;
  readonly case: string;
  readonly person: string;
  readonly sealed: Uint8Array;
  readonly tries: number;
}

/** The next file to fetch, for this process alone; after a crash it comes again. */
export async function claimFile(transaction: Transaction): Promise<AwaitedFile | undefined> {
  const session = sessionOf(transaction);
  const [row] = await session.sql.unsafe<Claimed[]>(CLAIM, [], { prepare: true });
  if (!row) return undefined;
  const words = await readSealed(transaction, row.sealed);
  if (words.kind === "erased") throw new Error("A file is sealed by a key that is gone");
  const { name, ...read } = awaited.parse(JSON.parse(words.value));
  const { sealed: _sealed, ...rest } = row;
  const [space] = await session.sql.unsafe<{ installation: string }[]>(
    "select installation from spaces where id = $1",
    [read.space],
    { prepare: true },
  );
  return { ...rest, ...read, name: name ?? undefined, installation: space?.installation };
}

/** Tries it again after so many seconds. */
export async function fetchLater(
  transaction: Transaction,
  id: string,
  seconds: number,
): Promise<void> {
  await sessionOf(transaction)
    .db.update(caseFiles)
    .set({ dueAt: sql`now() + ${seconds} * interval '1 second'` })
    .where(and(eq(caseFiles.id, id), eq(caseFiles.state, "fetching")));
}

/** What a file turned out to be. */
export interface FoundFile {
  readonly kind: string;
  readonly name: string | undefined;
  readonly bytes: Uint8Array;
}

/**
 * Keeps a file that was fetched: it replaces earlier ones for the same item, unless staff took those over.
 * Returns when (ms UTC), or undefined when its sender took it back meanwhile, or is gone.
 */
export async function keepFile(
  transaction: Transaction,
  { id, case: one, person, label }: AwaitedFile,
  { kind, name, bytes }: FoundFile,
): Promise<number | undefined> {
  const { db, keyring } = sessionOf(transaction);
  const [row] = await db
    .update(caseFiles)
    .set({
      state: "received",
      kind,
      size: bytes.length,
      receivedAt: sql`now()`,
      sealed: seal(keyring.service, JSON.stringify({ label, name: name ?? null })),
    })
    .where(and(eq(caseFiles.id, id), eq(caseFiles.state, "fetching")))
    .returning({ item: caseFiles.item, at: caseFiles.receivedAt });
  if (!row) return undefined;
  await databaseBytes.put(transaction, id, bytes);
  const earlier = await db
    .select({ id: caseFiles.id })
    .from(caseFiles)
    .where(
      and(
        eq(caseFiles.case, one),
        eq(caseFiles.person, person),
        eq(caseFiles.item, row.item),
        ne(caseFiles.id, id),
        inArray(caseFiles.state, ["fetching", "received"]),
        isNull(caseFiles.takenAt),
        sql`(${caseFiles.createdAt}, ${caseFiles.id}) < (select created_at, id from case_files where id = ${id})`,
      ),
    );
  await close(
    transaction,
    earlier.map((each) => each.id),
    "replaced",
  );
  return row.at ?? undefined;
}

/** Gives a file up; false when it was not waited for any more. */
export async function giveUpFile(transaction: Transaction, id: string): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ id: caseFiles.id })
    .from(caseFiles)
    .where(and(eq(caseFiles.id, id), eq(caseFiles.state, "fetching")))
    .for("update");
  await close(
    transaction,
    rows.map((row) => row.id),
    "refused",
  );
  return rows.length > 0;
}
