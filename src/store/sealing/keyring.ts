import { createHmac, hkdfSync } from "node:crypto";
import { type DataKey, newDataKey, openDataKey, SERVICE, type WrappedKey } from "./data-key.ts";
import type { MasterKeys } from "./master-keys.ts";

/** Turns a text into a keyed digest: 43 characters of `[A-Za-z0-9_-]`. */
export type KeyedHash = (text: string) => string;

/** All the service needs to seal, to open and to look up. */
export interface Keyring {
  /** For what belongs to nobody: public cards, spaces, the playground. */
  readonly service: DataKey;
  create(owner: string): WrappedKey;
  open(owner: string, wrapped: Uint8Array): DataKey;
  /** The same digest in every process and after every change of master key; another for each purpose. */
  keyedHash(purpose: string): KeyedHash;
}

export function createKeyring(masterKeys: MasterKeys, service: DataKey): Keyring {
  return {
    service,
    create: (owner) => newDataKey(masterKeys, owner),
    open: (owner, wrapped) =>
      owner === SERVICE ? service : openDataKey(masterKeys, owner, wrapped),
    keyedHash(purpose) {
      const secret = service.key.export();
      const key = Buffer.from(hkdfSync("sha256", secret, "", `keyed hash: ${purpose}`, 32));
      return (text) => createHmac("sha256", key).update(text).digest("base64url");
    },
  };
}
