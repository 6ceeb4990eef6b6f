import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { people, serviceKeys } from "./schema/index.ts";
import { rewrapDataKey } from "./sealing/data-key.ts";
import type { MasterKeys } from "./sealing/master-keys.ts";
import { sessionOf } from "./session.ts";

const BATCH = 200;

/**
 * Wraps data keys anew under the newest master key, as many as one transaction should; what they seal stays
 * as it is. Returns how many were left under older keys and are not any more; 0 when none is left.
 */
export async function rotateKeys(
  transaction: Transaction,
  masterKeys: MasterKeys,
): Promise<number> {
  const service = await rotateServiceKey(transaction, masterKeys);
  const { db } = sessionOf(transaction);
  const rows = await db
    .select({ id: people.id, dataKey: people.dataKey })
    .from(people)
    .where(and(isNotNull(people.dataKey), ne(people.masterKey, masterKeys.newest.id)))
    .orderBy(people.id)
    .limit(BATCH)
    .for("update");
  for (const { id, dataKey } of rows) {
    const rewrapped = dataKey ? rewrapDataKey(masterKeys, id, dataKey) : undefined;
    if (!rewrapped) throw new Error("A person's data key does not match the id of its master key");
    const { wrapped, masterKey } = rewrapped;
    await db.update(people).set({ dataKey: wrapped, masterKey }).where(eq(people.id, id));
  }
  return service + rows.length;
}

async function rotateServiceKey(transaction: Transaction, masterKeys: MasterKeys): Promise<number> {
  const { db } = sessionOf(transaction);
  const rows = await db.select().from(serviceKeys).for("update");
  let count = 0;
  for (const { id, wrapped } of rows) {
    const rewrapped = rewrapDataKey(masterKeys, id, wrapped);
    if (!rewrapped) continue;
    const { masterKey } = rewrapped;
    await db
      .update(serviceKeys)
      .set({ wrapped: rewrapped.wrapped, masterKey })
      .where(eq(serviceKeys.id, id));
    count += 1;
  }
  return count;
}

/** How many data keys each master key wraps, by its id. */
export async function countKeys(
  transaction: Transaction,
): Promise<Readonly<Record<string, number>>> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string; count: number }[]>(`
    select master_key as id, count(*)::int as count from (
      select master_key from people where data_key is not null
      union all select master_key from service_keys) as keys
    group by master_key order by master_key`);
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}
