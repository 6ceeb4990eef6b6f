import { momentAt, readMoment } from "../calendar.ts";

const WEEKDAYS: readonly (readonly [day: string, said: RegExp])[] = [
  ["mon", /[周期拜]一|\bmon(?:day)?\b/u],
  ["tue", /[周期拜]二|\btue(?:s|sday)?\b/u],
  ["wed", /[周期拜]三|\bwed(?:nesday)?\b/u],
  ["thu", /[周期拜]四|\bthu(?:rs|rsday)?\b/u],
  ["fri", /[周期拜]五|\bfri(?:day)?\b/u],
  ["sat", /[周期拜]六|\bsat(?:urday)?\b/u],
  ["sun", /[周期拜][日天]|\bsun(?:day)?\b/u],
];
const DAYS_AHEAD: readonly (readonly [days: number, said: RegExp])[] = [
  [2, /后天|day after tomorrow/u],
  [1, /明[天晚]|\btomorrow\b/u],
  [0, /今[天晚]|\btoday\b|\btonight\b/u],
];

/** What was typed as the day and times of an event: wall times, in the form of an import file. */
export interface TypedTimes {
  /** 2026-12-03; undefined when no day was named. */
  readonly date: string | undefined;
  /** 19:00; none when no time was named, two when the end was. */
  readonly times: readonly string[];
}

/** Text with every way of writing times made one: 19点半, 19：30 → 19:30. */
function plain(said: string): string {
  return said
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(\d{1,2})\s*[点时]\s*半/gu, "$1:30")
    .replace(/(\d{1,2})\s*[点时]\s*(\d{1,2})\s*分?/gu, "$1:$2")
    .replace(/(\d{1,2})\s*[点时]/gu, "$1:00")
    .replace(/(\d{1,2})(?::(\d{2}))?\s*(am|pm)\b/gu, (_all, hour: string, minute, half) => {
      const from = (Number(hour) % 12) + (half === "pm" ? 12 : 0);
      return `${from}:${typeof minute === "string" ? minute : "00"}`;
    })
    .replace(/(?:下午|晚上?|傍晚).*$/u, (evening) =>
      evening.replace(/(?<!\d)(\d{1,2}):/gu, (_all, hour: string) =>
        Number(hour) < 12 ? `${Number(hour) + 12}:` : `${hour}:`,
      ),
    );
}

/**
 * The day and the times named in a text, in the zone in which it was typed; undefined when figures are left over
 * that are neither, so that a day nobody understood is never taken for none. `now` is ms UTC.
 */
export function typedTimes(said: string, zone: string, now: number): TypedTimes | undefined {
  const text = plain(said);
  const times = [...text.matchAll(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/gu)].map(
    ([, hour = "", minute = ""]) => `${hour.padStart(2, "0")}:${minute}`,
  );
  const date = dateIn(text, zone, now);
  const rest = text.replace(/(?<!\d)\d{1,2}:\d{2}(?!\d)/gu, "");
  return date === undefined && /\d/u.test(rest) ? undefined : { date, times };
}

function dateIn(text: string, zone: string, now: number): string | undefined {
  const counted = /\+(\d{1,3})d(?:\s+(mon|tue|wed|thu|fri|sat|sun))?/u.exec(text);
  if (counted) return countedDate(zone, now, Number(counted[1]), counted[2]);
  const dated =
    inEnglish(text) ??
    /(?<!\d)(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})/u.exec(text) ??
    /(?<!\d)()(\d{1,2})[-/.月]\s*(\d{1,2})(?!\d|:)/u.exec(text);
  if (dated) return namedDate(dated, zone, now);
  const weekday = WEEKDAYS.find(([, pattern]) => pattern.test(text))?.[0];
  if (weekday !== undefined) {
    const isNext = /下周|下个?星期|下个?礼拜|\bnext\b/u.test(text);
    return countedDate(zone, now, isNext ? daysToMonday(zone, now) : 0, weekday);
  }
  const ahead = DAYS_AHEAD.find(([, pattern]) => pattern.test(text))?.[0];
  return ahead === undefined ? undefined : countedDate(zone, now, ahead, undefined);
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = new RegExp(
  `\\b(${MONTHS.join("|")})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`,
  "u",
);
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTHS.join("|")})`, "u");

/** Dec 3, 3 December: in the form of a date without its year. */
function inEnglish(text: string): readonly string[] | undefined {
  const [, month, day] = MONTH.exec(text) ?? [];
  const [, dayFirst, monthLast] = DAY_FIRST.exec(text) ?? [];
  const at = MONTHS.indexOf(month ?? monthLast ?? "");
  return at < 0 ? undefined : ["", "", String(at + 1), day ?? dayFirst ?? ""];
}

/** A date without its year is the next one of that name. */
function namedDate(found: readonly string[], zone: string, now: number): string | undefined {
  const [, year = "", month = "", day = ""] = found;
  const today = momentAt(now, zone).local.slice(0, 10);
  const rest = `${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const years = year === "" ? [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1] : [year];
  return years
    .map((each) => `${each}-${rest}`)
    .filter((date) => readMoment(`${date} 12:00`, zone, now) !== undefined)
    .find((date) => year !== "" || date >= today);
}

function countedDate(zone: string, now: number, days: number, weekday: string | undefined) {
  const day = weekday === undefined ? "" : ` ${weekday}`;
  return readMoment(`+${days}d${day} 12:00`, zone, now)?.local.slice(0, 10);
}

function daysToMonday(zone: string, now: number): number {
  const local = momentAt(now, zone).local.slice(0, 10);
  const day = new Date(`${local}T00:00:00Z`).getUTCDay();
  return day === 0 ? 1 : 8 - day;
}

const BEFORE_DAYS = /(?:前|提前)\s*(\d{1,3})\s*天|(\d{1,3})\s*(?:天前|days? before)/u;
const AFTER_DAYS = /开始后\s*(\d{1,3})\s*天|(\d{1,3})\s*days? after/u;
/** The beginning of the written form, its unit, and how people say it. */
const LONG: readonly (readonly [way: "-" | "start+", unit: "h" | "m", said: RegExp])[] = [
  [
    "-",
    "h",
    /(?:前|提前)\s*(\d{1,4})\s*(?:个?小时|h)|(\d{1,4})\s*(?:个?小时前|h(?:ours?)? before)/u,
  ],
  ["-", "m", /(?:前|提前)\s*(\d{1,4})\s*分钟|(\d{1,4})\s*(?:分钟前|min(?:ute)?s? before)/u],
  ["start+", "h", /开始后\s*(\d{1,4})\s*个?小时|(\d{1,4})\s*h(?:ours?)? after/u],
  ["start+", "m", /开始后\s*(\d{1,4})\s*分钟|(\d{1,4})\s*min(?:ute)?s? after/u],
];
const COUNTED = /^(?:-|start\+)(?:\d{1,4}[dhm]|\d{1,3}d \d{1,2}:\d{2})$/u;

/**
 * A time typed absolutely or counted from the start, in the form of an import file: 2026-12-01 10:00, -24h,
 * -3d 10:00, start+1d 00:30. Undefined when it cannot be read.
 */
export function typedAround(said: string, zone: string, now: number): string | undefined {
  const text = plain(said).trim();
  if (COUNTED.test(text)) return text;
  const around = inDays(text) ?? inHours(text);
  if (around !== undefined) return around;
  const { date, times = [] } = typedTimes(said, zone, now) ?? {};
  return date === undefined || times[0] === undefined ? undefined : `${date} ${times[0]}`;
}

function inDays(text: string): string | undefined {
  const [before, after] = [BEFORE_DAYS.exec(text), AFTER_DAYS.exec(text)];
  const [, first, second] = before ?? after ?? [];
  const count = first ?? second;
  if (count === undefined) return undefined;
  const [time] = /(?<!\d)\d{1,2}:\d{2}/u.exec(text) ?? [];
  const days = `${before ? "-" : "start+"}${count}d`;
  return time === undefined ? days : `${days} ${time}`;
}

function inHours(text: string): string | undefined {
  for (const [way, unit, said] of LONG) {
    const [, first, second] = said.exec(text) ?? [];
    const count = first ?? second;
    if (count !== undefined) return `${way}${count}${unit}`;
  }
  return undefined;
}
