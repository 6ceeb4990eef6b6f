import type { FigureUnit } from "../figures/figure.ts";
import { NUMBER, readNumber } from "../figures/number-pattern.ts";
import { UNIT, unitOf } from "../figures/units.ts";

/** An amount or count standing in a folded text. */
export interface Quantity {
  /** In the base unit: yuan, months …; negative when a minus sign or 负 stands before it. */
  readonly value: number;
  /** `bare`: without a unit, which money often is. `foreign`: money that is not yuan. */
  readonly unit: FigureUnit | "foreign";
  readonly start: number;
  readonly end: number;
}

/** 第二年, year two, 2nd, 首年 number something and measure nothing. */
const ORDINAL = new RegExp(
  `第${NUMBER}\\s?年?|首年|头一?年|次年|\\byear (?:one|two|three|four|five|six|\\d+)\\b|\\b\\d+(?:st|nd|rd|th)\\b|\\b(?:first|second|third|fourth|fifth)(?= year)|(?<![\\d.])(?:19|20)\\d{2}\\s?年|\\d+号楼`,
  "gu",
);

const SCIENTIFIC = "\\d+(?:\\.\\d+)?e\\+?\\d{1,3}(?![a-z\\d])";
/** What follows a scale: 5千 in 1万5千, 1 in 50万1元, 5 in 3万5; digits that count something else stay out. */
const TAIL_COUNTS = "(?!\\s?(?:年|个月|月|天|日|次|回|期|趟|%|个点|个百分点|成|折|\\.\\d))";
const TAIL = `(?:(?<=[万千百亿])零?\\d+(?![\\d,])(?:千|百)?${TAIL_COUNTS})+`;
const QUANTITY = new RegExp(
  `(?<percent>百分之)?(?<sign>(?<![\\p{N}a-z])[-−]|负)?\\s?(?<currency>[¥$€£]|rmb|cny|usd|eur)?\\s?(?<number>${SCIENTIFIC}|(?<head>${NUMBER})(?<tail>${TAIL})?)\\s?(?:余|多|来)?(?:[ -]?(?<unit>美元|美金|欧元|港币|港元|日元|英镑|(?:us )?dollars?|euros?|usd|${UNIT}))?`,
  "gu",
);

const FOREIGN = /^(?:[$€£]|usd|eur|euros?|美|欧|港|日元|英镑|(?:us )?dollar)/u;

/** Every quantity of a folded text, in order. */
export function quantitiesIn(folded: string): Quantity[] {
  const text = folded.replace(ORDINAL, (hit) => "·".repeat(hit.length));
  return [...text.matchAll(QUANTITY)]
    .filter((match) => !isVague(text, match))
    .flatMap((match) => readQuantity(match));
}

/** 几千, 好几万, and a scale that stands for no number (千万别). */
function isVague(text: string, match: RegExpExecArray): boolean {
  const number = match.groups?.["number"] ?? "";
  const before = text.slice(0, match.index + match[0].indexOf(number)).trimEnd();
  return /[几数]$/u.test(before) || /^[百千万亿]+$/u.test(number);
}

function readQuantity(match: RegExpExecArray): Quantity[] {
  const { percent, sign, currency = "", number = "", head, tail, unit = "" } = match.groups ?? {};
  const start = match.index;
  const end = start + match[0].trimEnd().length;
  const factor = sign === undefined ? 1 : -1;
  if (percent !== undefined) return one(readNumber(number), "percent", start, end);
  // 100万年利率4%: nobody counts so many years; the unit belongs to the next word.
  const isTooMany = COUNTED.has(unit === "" ? "" : unitOf(unit)) && isLarge(head, tail);
  const counted = unit === "" || isTooMany ? undefined : unitOf(unit);
  const split = counted === undefined ? undefined : splitCount(number, counted);
  if (split !== undefined) {
    return [
      { value: factor * split.amount, unit: "bare", start, end },
      { value: split.count, unit: split.unit, start, end },
    ];
  }
  const isForeign = FOREIGN.test(currency) || FOREIGN.test(unit);
  const kind = isForeign ? "foreign" : currency === "" ? (counted ?? "bare") : "money";
  return one(numberOf(number, head, tail, kind), kind, start, end, factor);
}

const MOST_COUNTED = 10_000;

function isLarge(head: string | undefined, tail: string | undefined): boolean {
  return (numberOf("", head, tail, "bare") ?? 0) >= MOST_COUNTED;
}

function one(
  value: number | undefined,
  unit: Quantity["unit"],
  start: number,
  end: number,
  factor = 1,
): Quantity[] {
  return value === undefined || !Number.isFinite(value)
    ? []
    : [{ value: Number((factor * value).toPrecision(14)), unit, start, end }];
}

function numberOf(
  number: string,
  head: string | undefined,
  tail: string | undefined,
  unit: Quantity["unit"],
): number | undefined {
  if (head === undefined) return number === "" ? undefined : Number(number);
  const value = readNumber(head);
  if (value === undefined || tail === undefined) return value;
  return value + tailValue(head, tail, unit === "money");
}

const SCALE_OF: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** 5千 is 5,000; a last bare digit counts tenths of the scale before it (3万5), unless 元 follows (50万1元). */
function tailValue(head: string, tail: string, isMoney: boolean): number {
  let scale = SCALE_OF[head.slice(-1)] ?? 1;
  let sum = 0;
  for (const [, zero = "", digits = "", named = ""] of tail.matchAll(/(零?)(\d+)(千|百)?/gu)) {
    const isTenths = named === "" && zero === "" && digits.length === 1 && !isMoney;
    sum += Number(digits) * (named === "" ? (isTenths ? scale / 10 : 1) : (SCALE_OF[named] ?? 1));
    scale = SCALE_OF[named] ?? scale;
  }
  return sum;
}

const COUNTED: ReadonlySet<string> = new Set(["year", "month", "day", "time"]);

/** 一百万三年 is a million, and three years: a numeral that runs into the count behind it. */
function splitCount(
  number: string,
  unit: FigureUnit,
): { readonly amount: number; readonly count: number; readonly unit: FigureUnit } | undefined {
  if (!COUNTED.has(unit)) return undefined;
  const parts = /^(.*[万千亿])([一二两三四五六七八九十])$/u.exec(number);
  const amount = readNumber(parts?.[1]);
  const count = readNumber(parts?.[2]);
  return amount === undefined || count === undefined ? undefined : { amount, count, unit };
}
