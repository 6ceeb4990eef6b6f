import { randomInt } from "node:crypto";

/** Nothing that looks like something else; 31 characters. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/**
 * So many letters and digits, drawn at random, of both at least one: then a code is told from a word, and masked,
 * wherever somebody types it. Eight of them hold 39 bits.
 */
export function randomLetters(length: number): string {
  for (;;) {
    const code = Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
    if (/\d/u.test(code) && /[A-Z]/u.test(code)) return code;
  }
}
