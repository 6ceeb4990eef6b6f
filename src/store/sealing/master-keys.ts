import { createHash, createSecretKey, type KeyObject } from "node:crypto";
import { z } from "zod";

/** A key that wraps data keys; its id says which one without telling anything about it. */
export interface MasterKey {
  /** 8 hexadecimal digits of its hash. */
  readonly id: string;
  readonly key: KeyObject;
}

/** All master keys the service holds: new data keys are wrapped by the newest, any opens what it wrapped. */
export interface MasterKeys {
  readonly newest: MasterKey;
  readonly byId: ReadonlyMap<string, MasterKey>;
}

const KEY_BYTES = 32;

const base64Key = z
  .union([z.base64(), z.base64url()])
  .transform((text) => Buffer.from(text, "base64"))
  .refine((bytes) => bytes.length === KEY_BYTES);

/**
 * Reads `ENCRYPTION_KEY`: 32 bytes in base64, or several with commas or spaces between them, newest first.
 * Throws a plain sentence when it isn't that; the sentence never holds the key.
 */
export function parseMasterKeys(text: string): readonly Uint8Array[] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  if (parts.length === 0) throw new Error("ENCRYPTION_KEY is empty: give 32 bytes in base64");
  return parts.map((part, index) => {
    const bytes = base64Key.safeParse(part);
    if (bytes.success) return bytes.data;
    throw new Error(`ENCRYPTION_KEY: key ${index + 1} is not 32 bytes in base64`);
  });
}

/** The keys by their ids. Throws when there is none, or one is not 32 bytes long. */
export function masterKeysOf(keys: readonly Uint8Array[]): MasterKeys {
  if (keys.some(({ length }) => length !== KEY_BYTES)) {
    throw new Error("A master key is not 32 bytes long");
  }
  const named = keys.map((bytes) => ({ id: keyId(bytes), key: createSecretKey(bytes) }));
  const newest = named[0];
  if (!newest) throw new Error("The store needs a master key");
  return { newest, byId: new Map(named.map((key) => [key.id, key])) };
}

/** A short name of a key, derived from it by a one-way hash. */
export function keyId(key: Uint8Array): string {
  return createHash("sha256").update("juchang key id").update(key).digest("hex").slice(0, 8);
}
