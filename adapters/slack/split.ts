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
export function splitText(text: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const cut = cutOf(rest, max);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest].filter((part) => part !== "");
}

/** A text of at most `max` UTF-16 units; what was cut off is marked with an ellipsis. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, characterBorder(text, max - 1)).trimEnd()}…`;
}

function cutOf(text: string, max: number): number {
  const head = text.slice(0, max);
  for (const border of BORDERS) {
    const last = [...head.matchAll(border)].at(-1);
    const end = last ? last.index + last[0].length : 0;
    if (end > max / 2) return end;
  }
  return characterBorder(text, max);
}

/** The longest character looked at, in UTF-16 units; more is a pile of combining marks, cut anywhere. */
const LONGEST_CHARACTER = 64;

function characterBorder(text: string, max: number): number {
  const from = Math.max(0, max - LONGEST_CHARACTER);
  const start = isLowSurrogate(text, from) ? from + 1 : from;
  const window = text.slice(start, max + LONGEST_CHARACTER);
  const best = [...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(window)]
    .map(({ index }) => start + index)
    .findLast((index) => index > start && index <= max);
  if (best !== undefined) return best;
  return isLowSurrogate(text, max) ? max - 1 : max;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
