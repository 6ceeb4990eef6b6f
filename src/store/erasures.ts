import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { accounts, erasures, installations } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/** An account whose person was erased, and when; it tells nobody which account that is. */
export interface Erasure {
  /** Keyed hash: 43 characters of `[A-Za-z0-9_-]`. */
  readonly account: string;
  /** ms UTC. */
  readonly at: number;
}

const BATCH = 5_000;

/** Notes the accounts of people who are being erased; before the accounts go. */
export async function addErasures(
  transaction: Transaction,
  people: readonly string[],
): Promise<void> {
  const { db } = sessionOf(transaction);
  const rows = await db
    .select(nameColumns)
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .where(inArray(accounts.person, [...people]));
  if (rows.length === 0) return;
  const hash = hashOf(transaction);
  await db
    .insert(erasures)
    .values(rows.map((row) => ({ account: hash(row), at: sql`now()` })))
    .onConflictDoUpdate({ target: erasures.account, set: { at: sql`excluded.at` } });
}

/** Every erasure noted here, the oldest first. */
export async function listErasures(transaction: Transaction): Promise<readonly Erasure[]> {
  return sessionOf(transaction)
    .db.select()
    .from(erasures)
    .orderBy(asc(erasures.at), asc(erasures.account));
}

/**
 * Takes in erasures that were noted elsewhere, such as beside a database that an older backup replaced, and
 * names the people who are back and must be erased again in the same transaction. An account that is newer than its erasure belongs
 * to somebody who returned, and stays.
 */
export async function takeErasures(
  transaction: Transaction,
  noted: readonly Erasure[],
): Promise<readonly string[]> {
  const known = new Map(
    (await listErasures(transaction)).map(({ account, at }) => [account, at] as const),
  );
  const fresh = noted.filter(({ account, at }) => (known.get(account) ?? 0) < at);
  if (fresh.length === 0) return [];
  const { db } = sessionOf(transaction);
  for (let start = 0; start < fresh.length; start += BATCH) {
    await db
      .insert(erasures)
      .values(fresh.slice(start, start + BATCH))
      .onConflictDoUpdate({ target: erasures.account, set: { at: sql`excluded.at` } });
  }
  return returned(transaction, new Map(fresh.map(({ account, at }) => [account, at] as const)));
}

async function returned(
  transaction: Transaction,
  fresh: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const { db } = sessionOf(transaction);
  const hash = hashOf(transaction);
  const found = new Set<string>();
  let after = "";
  for (;;) {
    const rows = await db
      .select({ ...nameColumns, id: accounts.id, person: accounts.person, at: accounts.createdAt })
      .from(accounts)
      .innerJoin(installations, eq(installations.id, accounts.installation))
      .where(
        and(sql`${accounts.id} > ${after}`, lte(accounts.createdAt, Math.max(...fresh.values()))),
      )
      .orderBy(asc(accounts.id))
      .limit(BATCH);
    for (const row of rows) {
      const at = fresh.get(hash(row));
      if (at !== undefined && row.at <= at) found.add(row.person);
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return [...found];
    after = last.id;
  }
}

const nameColumns = {
  platform: installations.platform,
  bot: installations.platformId,
  account: accounts.platformId,
};

function hashOf(transaction: Transaction) {
  const hash = sessionOf(transaction).keyring.keyedHash("erased account");
  return ({ platform, bot, account }: { platform: string; bot: string; account: string }) =>
    hash(JSON.stringify([platform, bot, account]));
}
