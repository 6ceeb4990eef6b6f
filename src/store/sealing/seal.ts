import { decrypt, encrypt } from "./cipher.ts";
import type { DataKey } from "./data-key.ts";

/** What became of a sealed column: its text, or nothing because its owner's key was destroyed. */
export type Unsealed<Value = string> =
  | { readonly kind: "unsealed"; readonly value: Value }
  | { readonly kind: "erased" };

const FORMAT = 1;
const KEY_ID_BYTES = 4;

/**
 * Seals a text under a data key. Layout: format byte, length of the owner, owner, key id, nonce, tag,
 * ciphertext; everything before the nonce is authenticated.
 */
export function seal(key: DataKey, text: string): Uint8Array {
  return sealBytes(key, Buffer.from(text));
}

/** The same for bytes, such as a file's. */
export function sealBytes({ owner, id, key }: DataKey, bytes: Uint8Array): Uint8Array {
  const name = Buffer.from(owner);
  const header = Buffer.concat([Buffer.of(FORMAT, name.length), name, Buffer.from(id, "hex")]);
  return Buffer.concat([header, encrypt(key, bytes, header)]);
}

/** Whose key opens this. */
export function ownerOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(2, 2 + ownerLength(sealed))).toString();
}

/** The sealed text; erased when the owner's key is gone. Throws when the bytes were tampered with. */
export function unseal(key: DataKey | undefined, sealed: Uint8Array): Unsealed {
  return mapUnsealed(open(key, sealed), (plain) => plain.toString());
}

/** The same for what was sealed as bytes. */
export function unsealBytes(
  key: DataKey | undefined,
  sealed: Uint8Array,
): Unsealed<Uint8Array<ArrayBuffer>> {
  return mapUnsealed(open(key, sealed), (plain) => new Uint8Array(plain));
}

function open(key: DataKey | undefined, sealed: Uint8Array): Unsealed<Buffer> {
  if (key === undefined) return { kind: "erased" };
  const headerLength = 2 + ownerLength(sealed) + KEY_ID_BYTES;
  const header = sealed.subarray(0, headerLength);
  return { kind: "unsealed", value: decrypt(key.key, sealed.subarray(headerLength), header) };
}

function ownerLength(sealed: Uint8Array): number {
  const [format, length] = sealed;
  if (format !== FORMAT || length === undefined) {
    throw new Error(`A sealed value has format ${format}, which this version does not know`);
  }
  return length;
}

/** The same with the value put into another form. */
export function mapUnsealed<From, To>(
  unsealed: Unsealed<From>,
  change: (value: From) => To,
): Unsealed<To> {
  return unsealed.kind === "erased"
    ? unsealed
    : { kind: "unsealed", value: change(unsealed.value) };
}
