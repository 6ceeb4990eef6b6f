import type { Json } from "../../../engine/terms.ts";
import { readMoment } from "../calendar.ts";
import { typedTimes } from "./typed-time.ts";

const NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  first: 1,
  second: 2,
  other: 2,
  third: 3,
  fourth: 4,
  last: -1,
  最后一: -1,
};
const DAYS: readonly (readonly [day: string, said: RegExp])[] = [
  ["MO", /[周期拜]一|\bmon(?:day)?s?\b/u],
  ["TU", /[周期拜]二|\btue(?:sday)?s?\b/u],
  ["WE", /[周期拜]三|\bwed(?:nesday)?s?\b/u],
  ["TH", /[周期拜]四|\bthu(?:rsday)?s?\b/u],
  ["FR", /[周期拜]五|\bfri(?:day)?s?\b/u],
  ["SA", /[周期拜]六|\bsat(?:urday)?s?\b/u],
  ["SU", /[周期拜][日天]|\bsun(?:day)?s?\b/u],
];

/**
 * How an event repeats, as people say it: 每周, 每两周, 每月第三个周三, or an RRULE; then 共6次 or 到2027-01-31, and
 * 除2026-12-24 for dates on which it does not take place. Undefined when it cannot be read. `now` is ms UTC.
 */
export function typedRepetition(said: string, zone: string, now: number): Json | undefined {
  const text = said.normalize("NFKC").trim();
  const [first = "", ...rest] = text.split(/[,，;；]?\s*(?:除|except)\s*/iu);
  const rule = /^(?:RRULE:)?FREQ=/iu.test(first) ? first.trim() : ruleIn(first.toLowerCase());
  if (rule === undefined) return undefined;
  const end = /FREQ=.*(?:COUNT|UNTIL)=/iu.test(rule) ? "" : endIn(first.toLowerCase(), zone, now);
  const dates = rest.flatMap((part) => part.match(/\d{4}-\d{2}-\d{2}/gu) ?? []);
  if (rest.length > 0 && dates.length === 0) return undefined;
  const whole = `${rule}${end}`;
  return dates.length === 0 ? whole : { rule: whole, except: dates };
}

const NTH = /第([一二三四五])个?|(最后一)个?|\b(first|second|third|fourth|last)\b/u;
const WEEKS =
  /每\s*([一两二三四\d]?)\s*个?(?:周|星期|礼拜)|every (?:(\d|second|other) )?weeks?|weekly/u;

function ruleIn(text: string): string | undefined {
  const day = DAYS.find(([, said]) => said.test(text))?.[0];
  const isMonthly = /每个?月|month/u.test(text);
  const nth = isMonthly ? NTH.exec(text) : null;
  if (nth && day !== undefined) {
    return `FREQ=MONTHLY;BYDAY=${numberOf(nth[1] ?? nth[2] ?? nth[3])}${day}`;
  }
  if (isMonthly) return "FREQ=MONTHLY";
  if (/每天|daily|every day/u.test(text)) return "FREQ=DAILY";
  const weeks = WEEKS.exec(text);
  if (!weeks && !(text.startsWith("every ") && day !== undefined)) return undefined;
  const every = numberOf(weeks?.[1] ?? weeks?.[2]);
  return [
    "FREQ=WEEKLY",
    ...(every > 1 ? [`INTERVAL=${every}`] : []),
    ...(day === undefined ? [] : [`BYDAY=${day}`]),
  ].join(";");
}

function numberOf(said: string | undefined): number {
  return NUMBERS[said ?? ""] ?? (Number(said) || 1);
}

function endIn(text: string, zone: string, now: number): string {
  const count = /共\s*(\d{1,3})\s*次|(\d{1,3}) times/u.exec(text);
  if (count) return `;COUNT=${count[1] ?? count[2] ?? ""}`;
  const [, until] = /(?:到|至|until)\s*(.+)$/u.exec(text) ?? [];
  const date = until === undefined ? undefined : typedTimes(until, zone, now)?.date;
  const last = date === undefined ? undefined : readMoment(`${date} 23:59`, "UTC", now);
  return last === undefined ? "" : `;UNTIL=${last.local.slice(0, 10).replaceAll("-", "")}T235900Z`;
}
