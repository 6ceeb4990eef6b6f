import type { Locale } from "../../../i18n/locale.ts";
import { fill, text } from "../../../i18n/messages.ts";
import type { EventFile } from "../event-file.ts";
import { showMessages as messages } from "./show-messages.ts";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/** What can be said in plain words; any other rule is shown as it is written. */
const PLAIN =
  /^(?:FREQ=(DAILY|WEEKLY|MONTHLY)|INTERVAL=(\d+)|BYDAY=(-?\d)?(MO|TU|WE|TH|FR|SA|SU)|COUNT=(\d+)|UNTIL=(\d{8})T\d{6}Z)$/;

interface Parts {
  readonly freq?: string;
  readonly every?: number;
  readonly nth?: number;
  readonly day?: string;
  readonly count?: number;
  readonly until?: string;
}

/** How an event repeats, in words where it can be said; undefined when it does not. */
export function showRepetition(repeats: EventFile["repeats"], locale: Locale): string | undefined {
  if (!repeats) return undefined;
  const { rule, except } = repeats;
  const dates = except.join(locale === "en" ? ", " : "、");
  const said = inWords(rule, locale) ?? rule;
  return except.length === 0 ? said : `${said}${fill(messages.except, locale, { dates })}`;
}

function inWords(rule: string, locale: Locale): string | undefined {
  const parts = partsIn(rule);
  if (!parts) return undefined;
  const base = howOften(parts, locale);
  if (base === undefined) return undefined;
  const { count, until } = parts;
  const times = count === undefined ? "" : fill(messages.times, locale, { count });
  const end = until === undefined ? "" : fill(messages.until, locale, { until });
  return `${base}${times}${end}`;
}

function howOften({ freq, every = 1, nth, day }: Parts, locale: Locale): string | undefined {
  const on = day === undefined ? "" : fill(messages.weekday, locale, { at: DAYS.indexOf(day) });
  if (freq === "WEEKLY") return fill(messages.weekly, locale, { every, day: on });
  if (freq === "MONTHLY" && day === undefined) return fill(messages.monthly, locale, { every });
  if (every !== 1) return undefined;
  if (freq === "MONTHLY" && nth !== undefined) {
    return fill(messages.nthDay, locale, { nth, day: on });
  }
  return freq === "DAILY" && day === undefined ? text(messages.daily, locale) : undefined;
}

function partsIn(rule: string): Parts | undefined {
  let parts: Parts = {};
  for (const part of rule.replace(/^RRULE:/i, "").split(";")) {
    const [, freq, every, nth, day, count, until] = PLAIN.exec(part.toUpperCase()) ?? [];
    if (freq) parts = { ...parts, freq };
    else if (every) parts = { ...parts, every: Number(every) };
    else if (day) parts = { ...parts, day, ...(nth ? { nth: Number(nth) } : {}) };
    else if (count) parts = { ...parts, count: Number(count) };
    else if (until) parts = { ...parts, until: until.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3") };
    else return undefined;
  }
  return parts;
}
