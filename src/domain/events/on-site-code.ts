import type { KeyedHash } from "../../store/sealing/keyring.ts";

/** ms that one code is shown. */
const WINDOW_MS = 60_000;
const DIGITS = 6;

/** The digits on the screen at an event's entrance at a time (ms UTC). Nothing is stored: they follow from both. */
export function onSiteDigits(hash: KeyedHash, event: string, at: number): string {
  const digest = Buffer.from(hash(`${event} ${Math.floor(at / WINDOW_MS)}`), "base64url");
  return String(digest.readUInt32BE(0) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** ms until the digits change. */
export function changesIn(at: number): number {
  return WINDOW_MS - (at % WINDOW_MS);
}

/** Whether somebody typed what the screen shows, or showed a moment ago: walking up and typing takes time. */
export function isOnSite(hash: KeyedHash, event: string, typed: string, now: number): boolean {
  const digits = typed.normalize("NFKC").replace(/\D/g, "");
  return [now, now - WINDOW_MS].some((at) => onSiteDigits(hash, event, at) === digits);
}
