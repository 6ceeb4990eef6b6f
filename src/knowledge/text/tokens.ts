/** A piece of text search counts: a Han character, a pair of them, a Latin word or a number. */
export interface Token {
  readonly term: string;
  readonly kind: "single" | "pair" | "word" | "number";
}

const RUNS =
  /\p{Script=Han}+|\d+(?:\.\d+)?|(?:(?!\p{Script=Han})[\p{L}\p{M}])+(?:'(?:(?!\p{Script=Han})\p{L})+)?/gu;
const HAN = /^\p{Script=Han}/u;
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/'(?:s|re|ve|ll|d|m)$/, ""],
  [/(?<=[a-z]{2})ies$/, "y"],
  [/(?<=[a-z]{2}(?:s|x|z|ch|sh))es$/, ""],
  [/(?<=[a-z]{2}[^su])s$/, ""],
];

/** An English word without its plural or possessive ending. */
function stem(word: string): string {
  return ENDINGS.reduce((shorter, [ending, rest]) => shorter.replace(ending, rest), word);
}

function hanTokens(run: string): Token[] {
  const characters = [...run];
  return characters.flatMap((character, at): Token[] => {
    const next = characters[at + 1];
    const single: Token = { term: character, kind: "single" };
    return next === undefined ? [single] : [single, { term: character + next, kind: "pair" }];
  });
}

/** The tokens of a folded text: single characters and pairs for Han, whole words and numbers else. */
export function tokenize(folded: string): Token[] {
  return (folded.match(RUNS) ?? []).flatMap((run): Token[] => {
    if (HAN.test(run)) return hanTokens(run);
    if (/^\d/.test(run)) return [{ term: run, kind: "number" }];
    return [{ term: stem(run), kind: "word" }];
  });
}
