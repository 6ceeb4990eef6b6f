import type { Localized } from "../../i18n/locale.ts";
import { foldText } from "../text/normalize.ts";
import { badAmount, badCount } from "./checks.ts";
import { type Fen, toFen } from "./fen.ts";
import { parseMessages as messages } from "./messages.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";

/** What a text came to as one input, or why it is none, in a sentence. */
export type ParsedInput =
  | { readonly ok: true; readonly value: number }
  | {
      readonly ok: false;
      readonly reason: Localized;
      /** A number it was, only not a usable one. */
      readonly meant?: boolean;
    };

/** Words that may stand around an amount without meaning anything else. */
const AROUND =
  /月租金?|年租金?|房租|租金|金额|资助|贷款|担保|利息|补贴|每个?月|一个月|每年|一年|全年|按月|按年|大概|大约|约|差不多|左右|上下|一共|总共|就是|就|是|有|要|我|们|的|了|吧|吗|块钱|整|钱|人民币|还|和|到|或|至|个|次|回|天|月|年|每次|住|拿|来|去|申请|批了?|借|\b(?:it is|it's|its|about|around|roughly|is|are|the|my|our|rent|amount|loan|interest|a|per|each|every|month|monthly|year|yearly|for|of|in|total|days?|times?|months?|stays?|nights?|yuan|rmb|cny|i|we|got|have)\b/gu;

/** A text that is one amount of money and nothing else, in fen: 8千, 五十万, 50w, 50万1元, 8,000. */
export function parseAmount(text: string): ParsedInput {
  const folded = foldText(text);
  const quantities = quantitiesIn(folded).filter(({ unit }) => unit !== "month" && unit !== "year");
  const [only, ...others] = quantities;
  if (only === undefined || hasMore(folded, quantities)) {
    return { ok: false, reason: messages.noAmount };
  }
  if (others.length > 0) return { ok: false, reason: messages.oneAmount, meant: true };
  if (only.unit === "foreign") return { ok: false, reason: messages.yuanOnly, meant: true };
  if (only.unit !== "money" && only.unit !== "bare" && only.unit !== "count") {
    return { ok: false, reason: messages.noAmount };
  }
  return amountOf(only.value);
}

/** Yuan as an input in fen, if it can be calculated with. */
function amountOf(yuan: number): ParsedInput {
  const fen: Fen | undefined = toFen(yuan);
  if (fen === undefined) return { ok: false, reason: messages.wholeFen, meant: true };
  const reason = badAmount(fen);
  return reason === undefined ? { ok: true, value: fen } : { ok: false, reason, meant: true };
}

/** A text that is one whole number of months, times or days; years count as twelve months where months are asked. */
export function parseCount(text: string, unit: "month" | "time" | "day"): ParsedInput {
  const folded = foldText(text);
  const quantities = quantitiesIn(folded);
  const [only, ...others] = quantities;
  if (only === undefined || others.length > 0 || hasMore(folded, quantities)) {
    return { ok: false, reason: messages.noCount };
  }
  const count = countOf(only, unit);
  if (count === undefined) return { ok: false, reason: messages.noCount };
  const reason = badCount(count);
  return reason === undefined ? { ok: true, value: count } : { ok: false, reason, meant: true };
}

const MONTHS_PER_YEAR = 12;
const DAYS_PER_WEEK = 7;

/** A quantity as a count of that unit; undefined when it counts something else. */
export function countOf(
  { value, unit }: Quantity,
  wanted: "month" | "time" | "day",
): number | undefined {
  if (unit === wanted || unit === "bare" || unit === "count") return value;
  if (wanted === "month" && unit === "year") return value * MONTHS_PER_YEAR;
  if (wanted === "day" && unit === "week") return value * DAYS_PER_WEEK;
  return undefined;
}

/** Words of a follow-up that only brings another number: 那…呢, what about …, 第三年. */
const FOLLOWING =
  /第[一二三四五六七八九十\d]+|首年|三年|那么?|然后|要是|如果|换成|改成|呢|啊|呀|的话|\b(?:what|how|about|and|then|if|or|so|with|one|two|three|four|first|second|third|in|over|all|years)\b/gu;

/** Whether a folded text holds numbers, or numbered years, and nothing else that matters. */
export function saysOnlyNumbers(folded: string): boolean {
  const bare = folded.replace(FOLLOWING, " ").replace(/[?？]/gu, " ");
  return !hasMore(bare, quantitiesIn(bare));
}

/** Whether a text says something besides its quantities: then it is no plain answer. */
function hasMore(folded: string, quantities: readonly Quantity[]): boolean {
  let rest = folded;
  for (const { start, end } of quantities) {
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  }
  return /[\p{L}\p{N}?？]/u.test(rest.replace(AROUND, " "));
}
