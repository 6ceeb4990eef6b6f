import { eq } from "drizzle-orm";
import type { Connections } from "./connect.ts";
import { serviceKeys } from "./schema/index.ts";
import { type DataKey, newDataKey, openDataKey, SERVICE } from "./sealing/data-key.ts";
import type { MasterKeys } from "./sealing/master-keys.ts";

/** The service's data key; made on the first start, where two processes that start at once agree on one. */
export async function loadServiceKey(
  { db }: Pick<Connections, "db">,
  masterKeys: MasterKeys,
): Promise<DataKey> {
  const stored = await readServiceKey(db);
  if (stored) return openDataKey(masterKeys, SERVICE, stored.wrapped);
  const { wrapped, masterKey } = newDataKey(masterKeys, SERVICE);
  await db.insert(serviceKeys).values({ id: SERVICE, wrapped, masterKey }).onConflictDoNothing();
  return loadServiceKey({ db }, masterKeys);
}

async function readServiceKey(db: Connections["db"]) {
  const [row] = await db
    .select({ wrapped: serviceKeys.wrapped })
    .from(serviceKeys)
    .where(eq(serviceKeys.id, SERVICE));
  return row;
}
