import { borderBefore } from "../../src/engine/text-cut.ts";
import { type Styled, sliceStyled } from "./styled.ts";

/** A text in parts of at most `max` UTF-16 units, cut at the best borders. */
export function splitStyled(whole: Styled, max: number): readonly Styled[] {
  const parts: Styled[] = [];
  let rest = whole;
  while (rest.text.length > max) {
    const cut = borderBefore(rest.text, max);
    parts.push(trimmed(rest, 0, cut));
    rest = trimmed(rest, cut, rest.text.length);
  }
  return [...parts, rest].filter(({ text }) => text !== "");
}

/** A stretch without white space at its edges: Telegram would take it away and shift every mark. */
function trimmed(whole: Styled, from: number, to: number): Styled {
  const text = whole.text.slice(from, to);
  const start = from + (text.length - text.trimStart().length);
  const end = Math.max(start, to - (text.length - text.trimEnd().length));
  return sliceStyled(whole, start, end);
}
