import { NUMBER, readNumber } from "../figures/number-pattern.ts";
import { englishNumber, englishOrdinal } from "../figures/numerals.ts";
import { type Fen, toFen } from "./fen.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";

/** What a sentence holds that a calculator may want. */
export interface Sentence {
  readonly folded: string;
  readonly quantities: readonly Quantity[];
  /** Quantities that are, or may be, money. */
  readonly amounts: readonly Quantity[];
  /** Years it numbers (第二年, year two), each once. */
  readonly years: readonly number[];
}

/** A bare number below this is no amount of money. */
const LEAST_BARE_AMOUNT = 100;

/** Reads a folded sentence. */
export function readSentence(folded: string): Sentence {
  const quantities = quantitiesIn(folded);
  return { folded, quantities, amounts: quantities.filter(isAmount), years: yearsIn(folded) };
}

function isAmount({ value, unit }: Quantity): boolean {
  return unit === "money" || (unit === "bare" && (value >= LEAST_BARE_AMOUNT || value <= 0));
}

const YEARS = new RegExp(
  `第(?<counted>${NUMBER})年|(?<first>首年|头一?年)|(?<second>次年)|\\byear (?<english>one|two|three|four|five|six|\\d+)\\b|\\b(?<ordinal>first|second|third|fourth|fifth|sixth) year\\b|\\b(?<digits>\\d+)(?:st|nd|rd|th) year\\b`,
  "gu",
);

function yearsIn(folded: string): number[] {
  const years = [...folded.matchAll(YEARS)].map(({ groups = {} }) => {
    if (groups["first"] !== undefined) return 1;
    if (groups["second"] !== undefined) return 2;
    if (groups["ordinal"] !== undefined) return englishOrdinal(groups["ordinal"]);
    const english = groups["english"] ?? groups["digits"];
    if (english === undefined) return readNumber(groups["counted"]) ?? 0;
    return /^\d+$/.test(english) ? Number(english) : englishNumber(english);
  });
  return [...new Set(years)];
}

/** How far around an amount the words that explain it stand, in UTF-16 units. */
const NEAR = { before: 12, after: 14 };
const BREAK = /[,，。;；?？!！\n]/u;

/** The words right before and right behind a quantity, within its part of the sentence. */
export function around(
  { folded }: Sentence,
  { start, end }: Quantity,
): { before: string; after: string } {
  const before =
    folded
      .slice(Math.max(0, start - NEAR.before), start)
      .split(BREAK)
      .at(-1) ?? "";
  const after = folded.slice(end, end + NEAR.after).split(BREAK)[0] ?? "";
  return { before, after };
}

/** The one amount the sentence is about: the only one, else the only one with such words beside it. */
export function amountBeside(sentence: Sentence, words: RegExp): Quantity | undefined {
  const { amounts } = sentence;
  const [only] = amounts;
  if (amounts.length <= 1) return only;
  const beside = amounts.filter((each) => isBeside(sentence, each, words));
  return beside.length === 1 ? beside[0] : undefined;
}

/** Whether such words stand right before or behind a quantity. */
export function isBeside(sentence: Sentence, quantity: Quantity, words: RegExp): boolean {
  const { before, after } = around(sentence, quantity);
  return words.test(before) || words.test(after);
}

/** An amount of yuan in fen; undefined for none, and for one that goes below the fen. */
export function fenOf(quantity: Quantity | undefined): Fen | undefined {
  return quantity === undefined ? undefined : toFen(quantity.value);
}
