import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { freshBytes } from "./random-bytes.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OPTIONS = { authTagLength: TAG_BYTES };

/** AES-256-GCM with a random nonce: nonce, tag, ciphertext. The associated data is bound to it, not stored. */
export function encrypt(key: KeyObject, plain: Uint8Array, associated: Uint8Array): Buffer {
  const nonce = freshBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, OPTIONS).setAAD(associated);
  const body = cipher.update(plain);
  // A counter mode has nothing left over: this only makes the tag.
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** What `encrypt` was given; throws when the key, the bytes or the associated data are not the same. */
export function decrypt(key: KeyObject, secret: Uint8Array, associated: Uint8Array): Buffer {
  const nonce = secret.subarray(0, NONCE_BYTES);
  const tag = secret.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, OPTIONS)
    .setAAD(associated)
    .setAuthTag(tag);
  const plain = decipher.update(secret.subarray(NONCE_BYTES + TAG_BYTES));
  // Throws unless the tag is right; nothing is left over.
  decipher.final();
  return plain;
}
