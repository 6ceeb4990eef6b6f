import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { decrypt, encrypt } from "./cipher.ts";
import { keyId, type MasterKeys } from "./master-keys.ts";

/** The key of one person, or of the service, that seals their columns. Its bytes are never printed. */
export interface DataKey {
  /** A person's id, or `service`. */
  readonly owner: string;
  /** 8 hexadecimal digits. */
  readonly id: string;
  readonly key: KeyObject;
}

/** The owner of the key for what belongs to nobody. */
export const SERVICE = "service";

/** A data key and the form in which the database keeps it. */
export interface WrappedKey {
  readonly dataKey: DataKey;
  readonly wrapped: Uint8Array;
  /** Id of the master key that wraps it. */
  readonly masterKey: string;
}

const FORMAT = 1;
const ID_BYTES = 4;

/** A fresh data key, wrapped by the newest master key for this owner alone. */
export function newDataKey(masterKeys: MasterKeys, owner: string): WrappedKey {
  return wrap(masterKeys, owner, randomBytes(32));
}

/** The same data key under the newest master key; undefined when that one wraps it already. */
export function rewrapDataKey(
  masterKeys: MasterKeys,
  owner: string,
  wrapped: Uint8Array,
): WrappedKey | undefined {
  const opened = openDataKey(masterKeys, owner, wrapped);
  const id = Buffer.from(wrapped.subarray(1, 1 + ID_BYTES)).toString("hex");
  return id === masterKeys.newest.id ? undefined : wrap(masterKeys, owner, opened.key.export());
}

function wrap(masterKeys: MasterKeys, owner: string, bytes: Uint8Array): WrappedKey {
  const { id, key } = masterKeys.newest;
  const header = Buffer.concat([Buffer.of(FORMAT), Buffer.from(id, "hex")]);
  const secret = encrypt(key, bytes, Buffer.concat([header, Buffer.from(owner)]));
  return {
    dataKey: dataKey(owner, bytes),
    wrapped: Buffer.concat([header, secret]),
    masterKey: id,
  };
}

/** A master key that was needed was not given; the message says which, and what to do. */
export class MasterKeyMissing extends Error {
  override readonly name = "MasterKeyMissing";
}

/** Opens a wrapped data key; throws a sentence that says which master key is missing. */
export function openDataKey(masterKeys: MasterKeys, owner: string, wrapped: Uint8Array): DataKey {
  const header = wrapped.subarray(0, 1 + ID_BYTES);
  if (header[0] !== FORMAT) {
    throw new Error(`A data key has format ${header[0]}, which this version does not know`);
  }
  const id = Buffer.from(header.subarray(1)).toString("hex");
  const master = masterKeys.byId.get(id);
  if (!master) {
    throw new MasterKeyMissing(
      `Data keys in this database need the master key ${id}, which ENCRYPTION_KEY does not hold; add it behind the newest one`,
    );
  }
  const associated = Buffer.concat([header, Buffer.from(owner)]);
  return dataKey(owner, decrypt(master.key, wrapped.subarray(1 + ID_BYTES), associated));
}

function dataKey(owner: string, bytes: Uint8Array): DataKey {
  return { owner, id: keyId(bytes), key: createSecretKey(bytes) };
}
