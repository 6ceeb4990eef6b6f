import type { Phrases } from "../content/outside.ts";
import { foldText } from "./normalize.ts";

const LATIN_START = /^[a-z0-9]/;
const LATIN_END = /[a-z0-9]$/;

/** A pattern for one word; Latin letters and digits count as whole words only. */
export function wordPattern(folded: string): string {
  const escaped = folded.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const before = LATIN_START.test(folded) ? "(?<![a-z0-9])" : "";
  const after = LATIN_END.test(folded) ? "(?![a-z0-9])" : "";
  return `${before}${escaped}${after}`;
}

/** A pattern that finds any of the words, longest first; undefined when there are none. */
export function anyOf(words: readonly string[]): RegExp | undefined {
  const folded = words.map(foldText).filter((word) => word !== "");
  if (folded.length === 0) return undefined;
  const longestFirst = [...folded].sort((left, right) => right.length - left.length);
  return new RegExp(longestFirst.map(wordPattern).join("|"), "u");
}

/** A pattern that finds any phrase of either language. */
export function anyPhrase(phrases: Phrases): RegExp | undefined {
  return anyOf([...phrases.zh, ...phrases.en]);
}
