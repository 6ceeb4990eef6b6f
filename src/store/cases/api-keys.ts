import { randomBytes } from "node:crypto";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit, OPERATOR } from "../audit.ts";
import { newId } from "../new-id.ts";
import { apiKeys } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { storable } from "../storable.ts";

/** A key of a system that tells us changes, without the key itself. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** ms UTC. */
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
  readonly revokedAt: number | undefined;
}

/** What every key begins with, so that a leaked one is recognised. */
const PREFIX = "juchang_";

/** Makes a key; it is shown this once. Undefined when the name is taken. */
export async function addApiKey(
  transaction: Transaction,
  name: string,
): Promise<{ readonly id: string; readonly key: string } | undefined> {
  const id = newId();
  const key = `${PREFIX}${randomBytes(32).toString("base64url")}`;
  const rows = await sessionOf(transaction)
    .db.insert(apiKeys)
    .values({ id, name: storable(name), keyHash: hashOf(transaction, key) })
    .onConflictDoNothing({ target: apiKeys.name })
    .returning({ id: apiKeys.id });
  if (rows.length === 0) return undefined;
  await addAudit(transaction, { who: OPERATOR, what: "key.added", onWhat: id });
  return { id, key };
}

/** All keys, the oldest first. */
export async function listApiKeys(transaction: Transaction): Promise<readonly ApiKey[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(apiKeys)
    .orderBy(asc(apiKeys.createdAt));
  return rows.map(({ id, name, createdAt, lastUsedAt, revokedAt }) => ({
    id,
    name,
    createdAt,
    lastUsedAt: lastUsedAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
  }));
}

/** Takes a key out of use at once. False when there is no such key in use. */
export async function revokeApiKey(transaction: Transaction, name: string): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.name, storable(name)), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  for (const { id } of rows) {
    await addAudit(transaction, { who: OPERATOR, what: "key.revoked", onWhat: id });
  }
  return rows.length > 0;
}

/** The id of a key in use; its use is noted. */
export async function useApiKey(
  transaction: Transaction,
  key: string,
): Promise<string | undefined> {
  const [row] = await sessionOf(transaction)
    .db.update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiKeys.keyHash, hashOf(transaction, key)), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return row?.id;
}

function hashOf(transaction: Transaction, key: string): string {
  return sessionOf(transaction).keyring.keyedHash("api key")(key);
}
