/** Where a text may be cut, the best first: paragraph, line, sentence, clause, word. */
const BORDERS = [
  /\n\n/gu,
  /\n/gu,
  /[。！？!?…][”’」』）)]*|[.](?=\s)/gu,
  /[，、；：,;:]/gu,
  /\s/gu,
] as const;

/**
 * Where to cut a text so that its first part has at most `max` UTF-16 units: at the best border in that part's second
 * half, else between two characters as people see them, so that no emoji falls apart.
 */
export function borderBefore(text: string, max: number): number {
  const head = text.slice(0, max);
  for (const border of BORDERS) {
    const last = [...head.matchAll(border)].at(-1);
    const end = last ? last.index + last[0].length : 0;
    if (end > max / 2) return end;
  }
  return characterBorderBefore(text, max);
}

/** The longest character looked at, in UTF-16 units; more is a pile of combining marks, cut anywhere. */
const LONGEST_CHARACTER = 64;

/** The last border of a character, as people see them, within the first `max` UTF-16 units. */
export function characterBorderBefore(text: string, max: number): number {
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
