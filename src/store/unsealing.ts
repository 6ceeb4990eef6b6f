import { inArray } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { people } from "./schema/index.ts";
import { type DataKey, SERVICE } from "./sealing/data-key.ts";
import { ownerOf, type Unsealed, unseal } from "./sealing/seal.ts";
import { heldKey, sessionOf } from "./session.ts";

/** Opens sealed columns whose owners' keys were fetched beforehand. */
export type Reader = (sealed: Uint8Array | null | undefined) => Unsealed | undefined;

/** A reader for these columns: one query for all their owners' keys; nothing sealed reads as undefined. */
export async function readerFor(
  transaction: Transaction,
  columns: readonly (Uint8Array | null | undefined)[],
): Promise<Reader> {
  const owners = new Set(columns.filter((column) => column != null).map(ownerOf));
  const keys = await keysOf(transaction, [...owners]);
  return (sealed) => (sealed == null ? undefined : unseal(keys.get(ownerOf(sealed)), sealed));
}

/** One sealed column. */
export async function readSealed(transaction: Transaction, sealed: Uint8Array): Promise<Unsealed> {
  const read = await readerFor(transaction, [sealed]);
  return read(sealed) ?? { kind: "erased" };
}

/** The key of a person; undefined when there is no such person or they were erased. */
export async function keyOf(
  transaction: Transaction,
  person: string,
): Promise<DataKey | undefined> {
  return heldKey(transaction, person) ?? (await keysOf(transaction, [person])).get(person);
}

async function keysOf(
  transaction: Transaction,
  owners: readonly string[],
): Promise<ReadonlyMap<string, DataKey>> {
  const { db, keyring } = sessionOf(transaction);
  const keys = new Map<string, DataKey>([[SERVICE, keyring.service]]);
  const persons = owners.filter((owner) => owner !== SERVICE);
  if (persons.length === 0) return keys;
  const rows = await db
    .select({ id: people.id, dataKey: people.dataKey })
    .from(people)
    .where(inArray(people.id, persons));
  for (const { id, dataKey } of rows) {
    if (dataKey) keys.set(id, keyring.open(id, dataKey));
  }
  return keys;
}
