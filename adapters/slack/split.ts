import { borderBefore, characterBorderBefore } from "../../src/engine/text-cut.ts";

/** A text in parts of at most `max` UTF-16 units, cut at the best borders. */
export function splitText(text: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const cut = borderBefore(rest, max);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest].filter((part) => part !== "");
}

/** A text of at most `max` UTF-16 units; what was cut off is marked with an ellipsis. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, characterBorderBefore(text, max - 1)).trimEnd()}…`;
}
