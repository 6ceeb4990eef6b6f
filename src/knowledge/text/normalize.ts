import { toSimplified } from "./traditional.ts";

/** Longest message that is read, in UTF-16 units; what follows is not looked at. */
const READ_LENGTH = 4_000;

const BROKEN_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const INVISIBLE = /\u034F|\u17B4|\u17B5|[\p{Cf}\p{Co}\p{Cn}\u115F\u1160\u3164\uFFA0]/gu;
const CONTROL = /\p{Cc}+/gu;
const COMBINING_PILE = /(\p{M}{2})\p{M}+/gu;
const SPACES = /\s+/g;

/**
 * A message as it may be read safely: at most `READ_LENGTH` units, whole characters only,
 * compatibility forms folded (full-width letters and digits), nothing invisible or direction-changing.
 */
export function cleanText(raw: string): string {
  return cleanWhole(raw.slice(0, READ_LENGTH));
}

function cleanWhole(raw: string): string {
  return raw
    .replace(BROKEN_SURROGATE, "")
    .replace(CONTROL, "\n")
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .replace(COMBINING_PILE, "$1")
    .replace(SPACES, (space) => (space.includes("\n") ? "\n" : " "))
    .trim();
}

/** A message as search compares it: clean, simplified characters, lower case, straight quotes. */
export function foldText(raw: string): string {
  return foldWhole(raw.slice(0, READ_LENGTH));
}

/** `foldText` for content of any length: what people send is cut, what the base holds is not. */
export function foldWhole(raw: string): string {
  return toSimplified(cleanWhole(raw))
    .toLowerCase()
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”„″「」『』]/g, '"');
}

/** How many letters or digits a text holds: nothing to read when 0 (emoji, punctuation). */
export function letterCount(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
