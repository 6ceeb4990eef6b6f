import { type Styled, sliceStyled } from "./styled.ts";

/** Where a text may be cut, the best first: paragraph, line, sentence, clause, word. */
const BORDERS = [
  /\n\n/gu,
  /\n/gu,
  /[。！？!?…][”’」』）)]*|[.](?=\s)/gu,
  /[，、；：,;:]/gu,
  /\s/gu,
] as const;

/**
 * A text in parts of at most `max` UTF-16 units. It is cut at the best border in a part's second half; where
 * there is none, between two characters as people see them, so that no emoji falls apart.
 */
export function splitStyled(whole: Styled, max: number): readonly Styled[] {
  const parts: Styled[] = [];
  let rest = whole;
  while (rest.text.length > max) {
    const cut = cutOf(rest.text, max);
    parts.push(trimmed(rest, 0, cut));
    rest = trimmed(rest, cut, rest.text.length);
  }
  return [...parts, rest].filter(({ text }) => text !== "");
}

function cutOf(text: string, max: number): number {
  const head = text.slice(0, max);
  for (const border of BORDERS) {
    const last = [...head.matchAll(border)].at(-1);
    const end = last ? last.index + last[0].length : 0;
    if (end > max / 2) return end;
  }
  return lastCharacterBorder(text, max);
}

/** The longest character looked at, in UTF-16 units; more is a pile of combining marks, cut anywhere. */
const LONGEST_CHARACTER = 64;

function lastCharacterBorder(text: string, max: number): number {
  const from = Math.max(0, max - LONGEST_CHARACTER);
  const start = isLowSurrogate(text, from) ? from + 1 : from;
  const window = text.slice(start, max + LONGEST_CHARACTER);
  const borders = [...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(window)]
    .map(({ index }) => start + index)
    .filter((index) => index > start && index <= max);
  const best = borders.at(-1) ?? max;
  return isLowSurrogate(text, best) ? best - 1 : best;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** A stretch without white space at its edges: Telegram would take it away and shift every mark. */
function trimmed(whole: Styled, from: number, to: number): Styled {
  const text = whole.text.slice(from, to);
  const start = from + (text.length - text.trimStart().length);
  const end = Math.max(start, to - (text.length - text.trimEnd().length));
  return sliceStyled(whole, start, end);
}
