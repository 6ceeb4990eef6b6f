import { freshBytes } from "./sealing/random-bytes.ts";

/** 32 characters, none of which looks like another, so that five bits choose one. */
const ALPHABET = "023456789abcdefghjkmnpqrstuvwxyz";
const LENGTH = 14;

/** A new id of anything: 14 characters of `[a-z0-9]`, 70 random bits. */
export function newId(): string {
  let id = "";
  for (const byte of freshBytes(LENGTH)) id += ALPHABET[byte % ALPHABET.length];
  return id;
}
