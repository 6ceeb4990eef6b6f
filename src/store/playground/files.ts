import { eq } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { playgroundFiles } from "../schema/index.ts";
import { sealBytes, unsealBytes } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";

/** Keeps a file that somebody sent on the web, as a chat platform does; returns its id. */
export async function keepFile(
  transaction: Transaction,
  author: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { db, keyring } = sessionOf(transaction);
  const id = newId();
  const sealed = sealBytes(keyring.service, bytes);
  await db.insert(playgroundFiles).values({ id, author, sealed });
  return id;
}

/** A kept file's bytes; undefined once it is gone. */
export async function fileBytes(
  transaction: Transaction,
  id: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { db, keyring } = sessionOf(transaction);
  const [row] = await db
    .select({ sealed: playgroundFiles.sealed })
    .from(playgroundFiles)
    .where(eq(playgroundFiles.id, id));
  const opened = row && unsealBytes(keyring.service, row.sealed);
  return opened?.kind === "unsealed" ? opened.value : undefined;
}
