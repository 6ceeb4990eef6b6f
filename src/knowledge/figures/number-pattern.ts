import { CHINESE_NUMERAL, chineseNumber, ENGLISH_NUMERAL, englishNumber } from "./numerals.ts";

const SCALES: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  k: 1e3,
  thousand: 1e3,
  万: 1e4,
  w: 1e4,
  百万: 1e6,
  million: 1e6,
  千万: 1e7,
  亿: 1e8,
  billion: 1e9,
  bn: 1e9,
};

const SCALE = "(?:百万|千万|百|千|万|亿|(?:k|w|bn)(?![a-z])|thousand|million|billion)";
const DIGITS = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d+(?:\\.\\d+)?";

/** No number has more characters: whoever writes thousands of them must not keep a search going back and forth. */
const MOST_NUMERALS = 40;

/** Pattern of a number as people write it: 50w, 8,000, 10个亿, 三千二, thirty-six, 1.5 million. */
export const NUMBER = `(?:(?:${DIGITS})(?:\\s?个?${SCALE})*|[${CHINESE_NUMERAL}](?:[${CHINESE_NUMERAL}万]|个?亿){0,${MOST_NUMERALS}}|\\b${ENGLISH_NUMERAL}\\b)`;

/** The value of what `NUMBER` matched; undefined when it is no number after all. */
export function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const digits = /^[\d,.]+/.exec(text)?.[0];
  if (digits === undefined) {
    return /^[a-z]/.test(text) ? englishNumber(text) : chineseNumber(text.replaceAll("个", ""));
  }
  const scales = text.slice(digits.length).match(new RegExp(SCALE, "g")) ?? [];
  const factor = scales.reduce((product, scale) => product * (SCALES[scale] ?? 1), 1);
  return Number((Number(digits.replaceAll(",", "")) * factor).toPrecision(12));
}
