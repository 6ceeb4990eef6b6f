import { eq } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { caseFileBytes } from "../schema/index.ts";
import { sealBytes, unsealBytes } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";

/** Where the bytes of handed-in files lie: the one way to them, whatever keeps them. */
export interface FileBytes {
  put(transaction: Transaction, file: string, bytes: Uint8Array): Promise<void>;
  /** Undefined once they were dropped. */
  get(transaction: Transaction, file: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  drop(transaction: Transaction, file: string): Promise<void>;
}

/** In the database, sealed under the service's key: a backup holds them, and without the key nobody reads them. */
export const databaseBytes: FileBytes = {
  async put(transaction, file, bytes) {
    const { db, keyring } = sessionOf(transaction);
    await db.insert(caseFileBytes).values({ file, sealed: sealBytes(keyring.service, bytes) });
  },
  async get(transaction, file) {
    const { db, keyring } = sessionOf(transaction);
    const [row] = await db
      .select({ sealed: caseFileBytes.sealed })
      .from(caseFileBytes)
      .where(eq(caseFileBytes.file, file));
    const opened = row && unsealBytes(keyring.service, row.sealed);
    return opened?.kind === "unsealed" ? opened.value : undefined;
  },
  async drop(transaction, file) {
    await sessionOf(transaction).db.delete(caseFileBytes).where(eq(caseFileBytes.file, file));
  },
};
