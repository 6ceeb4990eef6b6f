import { randomBytes } from "node:crypto";

/** 32 characters, none of which looks like another, so that five bits choose one. */
const ALPHABET = "023456789abcdefghjkmnpqrstuvwxyz";
const LENGTH = 14;

/** A new id of anything: 14 characters of `[a-z0-9]`, 70 random bits. */
export function newId(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
