import type { Locale } from "./locale.ts";

const ZH: Intl.DateTimeFormatOptions = { month: "long", day: "numeric", weekday: "short" };
const EN: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does. */
function format(tag: string, zone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${tag} ${zone} ${Object.values(options).join()}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

/** A day in a zone: 12月3日周四 · Thu 3 Dec. `at` is ms UTC. */
export function formatDay(at: number, zone: string, locale: Locale): string {
  return locale === "en"
    ? format("en-GB", zone, EN).format(at).replace(",", "")
    : format("zh-CN", zone, ZH).format(at);
}

/** A time of day in a zone: 19:00. `at` is ms UTC. */
export function formatTime(at: number, zone: string): string {
  return format("en-GB", zone, TIME).format(at);
}

/** A day and time in a zone: 12月3日周四 19:00 · Thu 3 Dec, 19:00. `at` is ms UTC. */
export function formatMoment(at: number, zone: string, locale: Locale): string {
  const [day, time] = [formatDay(at, zone, locale), formatTime(at, zone)];
  return locale === "en" ? `${day}, ${time}` : `${day} ${time}`;
}

/** From when to when: the day is said twice only when it is another one. `from` and `to` are ms UTC. */
export function formatSpan(from: number, to: number, zone: string, locale: Locale): string {
  const isOneDay = formatDay(from, zone, locale) === formatDay(to, zone, locale);
  const end = isOneDay ? formatTime(to, zone) : formatMoment(to, zone, locale);
  return `${formatMoment(from, zone, locale)}–${end}`;
}

const DATE_ZH: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", day: "numeric" };
const DATE_EN: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", day: "numeric" };

/** A day with its year, in the zone the district lives by: 2026年12月3日 · 3 Dec 2026. `at` is ms UTC. */
export function formatDate(at: number, locale: Locale, zone = "Asia/Shanghai"): string {
  return locale === "en"
    ? format("en-GB", zone, DATE_EN).format(at)
    : format("zh-CN", zone, DATE_ZH).format(at);
}

/** What people call the time of a zone: 上海时间 · Shanghai time; other zones go by their name. */
export function zoneName(zone: string, locale: Locale): string {
  if (zone === "Asia/Shanghai") return locale === "en" ? "Shanghai time" : "上海时间";
  return locale === "en" ? `time of ${zone}` : `${zone} 时间`;
}
