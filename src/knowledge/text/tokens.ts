/** A piece of text search counts: a Han character, a pair of them, a Latin word or a number. */
export interface Token {
  readonly term: string;
  readonly kind: "single" | "pair" | "word" | "number";
}

const RUNS =
  /\p{Script=Han}+|\d+(?:\.\d+)?|(?:(?!\p{Script=Han})[\p{L}\p{M}])+(?:'(?:(?!\p{Script=Han})\p{L})+)?/gu;
const HAN = /^\p{Script=Han}/u;
const DIGIT = /^\d/;
/** Only words that end like this, or hold an apostrophe, can lose an ending. */
const MAY_END = /s$|'/;
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/'(?:s|re|ve|ll|d|m)$/, ""],
  [/(?<=[a-z]{2})ies$/, "y"],
  [/(?<=[a-z]{2}(?:s|x|z|ch|sh))es$/, ""],
  [/(?<=[a-z]{2}[^su])s$/, ""],
];

/** An English word without its plural or possessive ending. */
function stem(word: string): string {
  if (!MAY_END.test(word)) return word;
  return ENDINGS.reduce((shorter, [ending, rest]) => shorter.replace(ending, rest), word);
}

/** The tokens of a folded text: single characters and pairs for Han, whole words and numbers else. */
export function tokenize(folded: string): Token[] {
  const tokens: Token[] = [];
  eachToken(folded, (term, kind) => tokens.push({ term, kind }));
  return tokens;
}

/** The terms of a folded text alone, for indexes over long texts. */
export function termsIn(folded: string): string[] {
  const terms: string[] = [];
  eachToken(folded, (term) => terms.push(term));
  return terms;
}

function eachToken(folded: string, take: (term: string, kind: Token["kind"]) => void): void {
  for (const run of folded.match(RUNS) ?? []) {
    if (HAN.test(run)) eachHanToken(run, take);
    else if (DIGIT.test(run)) take(run, "number");
    else take(stem(run), "word");
  }
}

function eachHanToken(run: string, take: (term: string, kind: Token["kind"]) => void): void {
  let before = "";
  for (const character of run) {
    if (before !== "") take(before + character, "pair");
    take(character, "single");
    before = character;
  }
}
