import { randomBytes } from "node:crypto";

/** No character that looks like another, on paper or on a screen. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 8;

/** A new pass: 8 characters of `[A-Z2-9]`, 40 random bits. */
export function newPass(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
