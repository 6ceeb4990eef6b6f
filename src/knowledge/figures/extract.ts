import { foldText } from "../text/normalize.ts";
import type { Figure, FigureUnit } from "./figure.ts";
import { NUMBER, readNumber } from "./number-pattern.ts";
import { ENGLISH_ORDINAL, englishOrdinal } from "./numerals.ts";
import { UNIT, unitOf } from "./units.ts";

type Reading = Pick<Figure, "value" | "unit"> | undefined;

/** A way of writing figures: where one stands, and what it says. */
interface Pattern {
  readonly pattern: RegExp;
  read(groups: Readonly<Record<string, string | undefined>>): Reading;
}

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const MONTH_NAME = MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join("|");

function monthNumber(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const at = MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3)));
  return String(at + 1);
}

function date(year: string | undefined, month?: string, day?: string): Reading {
  const parts = [month, day].filter((part) => part !== undefined);
  if (parts.some((part) => Number(part) < 1 || Number(part) > 31)) return undefined;
  const rest = parts.map((part) => part.padStart(2, "0"));
  return { value: [year ?? "-", ...rest].join("-"), unit: "date" };
}

function number(value: number | undefined, unit: FigureUnit): Reading {
  return value === undefined || Number.isNaN(value) ? undefined : { value, unit };
}

/** 七五折 and 75折 are 75 percent, 七折 is 70. */
function discount(value: number | undefined): number | undefined {
  return value === undefined || value > 10 ? value : value * 10;
}

/** Tried in this order; what one has read, the next does not see. */
const PATTERNS: readonly Pattern[] = [
  {
    pattern:
      /(?<!\d)(?<year>(?:19|20)\d{2})(?:\s*年\s*|[-./])(?<month>\d{1,2})(?:(?:\s*月\s*|[-./])(?<day>\d{1,2})(?:\s*[日号])?|\s*月(?:份)?|(?!\d))/g,
    read: ({ year, month, day }) => date(year, month, day),
  },
  { pattern: /(?<!\d)(?<year>(?:19|20)\d{2})\s*年/g, read: ({ year }) => date(year) },
  {
    pattern: new RegExp(
      `\\b(?:(?<day>\\d{1,2})\\s+)?(?<month>${MONTH_NAME})\\.?\\s+(?:(?<late>\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?(?<year>(?:19|20)\\d{2})\\b`,
      "g",
    ),
    read: ({ year, month, day, late }) => date(year, monthNumber(month), day ?? late),
  },
  {
    pattern: /(?<!\d)(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]/g,
    read: ({ month, day }) => date(undefined, month, day),
  },
  {
    pattern: new RegExp(`百分之(?<amount>${NUMBER})`, "g"),
    read: ({ amount }) => number(readNumber(amount), "percent"),
  },
  {
    pattern: new RegExp(`(?<whole>${NUMBER})分之(?<part>${NUMBER})`, "g"),
    read: ({ whole, part }) =>
      number(((readNumber(part) ?? Number.NaN) * 100) / (readNumber(whole) ?? 0), "percent"),
  },
  {
    pattern: new RegExp(`(?<amount>${NUMBER})\\s*折`, "g"),
    read: ({ amount }) => number(discount(readNumber(amount)), "percent"),
  },
  {
    pattern: new RegExp(`(?<amount>${NUMBER})成(?![立长果本为员人熟交功就])`, "g"),
    read: ({ amount }) => number(discount(readNumber(amount)), "percent"),
  },
  {
    pattern: /一半|半价|\bhalf(?!-)\b|\bhalved\b/g,
    read: () => number(50, "percent"),
  },
  { pattern: /\b(?:one|a)[ -]fifth\b/g, read: () => number(20, "percent") },
  { pattern: /\b(?:one|a)[ -]quarter\b/g, read: () => number(25, "percent") },
  { pattern: /\bonce (?=a |per |every )/g, read: () => number(1, "time") },
  { pattern: /\btwice\b/g, read: () => number(2, "time") },
  {
    pattern: new RegExp(
      `\\b(?<ordinal>${ENGLISH_ORDINAL})(?=[ -](?:year|floor|month|instal|day|offence|tier))`,
      "g",
    ),
    read: ({ ordinal }) => number(englishOrdinal(ordinal ?? ""), "count"),
  },
  { pattern: /首(?=年)/g, read: () => number(1, "count") },
  {
    pattern: new RegExp(`第(?<amount>${NUMBER})(?!财经|时间|方)`, "g"),
    read: ({ amount }) => number(readNumber(amount), "count"),
  },
  {
    pattern: new RegExp(
      `(?<sign>[¥$]|rmb|cny)?\\s*(?<amount>${NUMBER})\\s*(?<about>余|多|来)?(?:[ -]?(?<unit>${UNIT}))?`,
      "g",
    ),
    read: ({ sign, amount, unit }) => amountReading(amount ?? "", sign, unit),
  },
];

const BARE_CHINESE = /^[零〇一二两俩三仨四五六七八九十百千]+$/;
const BARE_ENGLISH = /^[a-z][a-z -]*$/;

/** Chinese number words count only with a unit; 一 and "one" only with one that measures. */
function amountReading(
  amount: string,
  sign: string | undefined,
  unit: string | undefined,
): Reading {
  const value = readNumber(amount);
  const bare = BARE_ENGLISH.test(amount) ? "count" : "bare";
  const kind = sign === undefined ? (unit === undefined ? bare : unitOf(unit)) : "money";
  if (kind === "bare" && BARE_CHINESE.test(amount)) return undefined;
  if (kind === "count" && (amount === "一" || amount === "one")) return undefined;
  return number(value, kind);
}

/**
 * Every figure in a text, in order of appearance: digits, Chinese numerals, English number words, percentages,
 * discounts, fractions, dates. Figures inside the given names (沪九条) are part of the name and left out.
 */
export function figuresIn(text: string, names: readonly string[] = []): Figure[] {
  let rest = foldText(text);
  for (const name of names) rest = rest.replaceAll(name, (hit) => " ".repeat(hit.length));
  const figures: Figure[] = [];
  for (const { pattern, read } of PATTERNS) {
    rest = rest.replace(pattern, (...match) => {
      const [hit, at, groups] = [String(match[0]), Number(match.at(-3)), match.at(-1)];
      const reading = read(groups);
      if (reading === undefined) return hit;
      figures.push({ ...reading, text: hit.trim(), at });
      return " ".repeat(hit.length);
    });
  }
  return figures.sort((left, right) => left.at - right.at);
}
