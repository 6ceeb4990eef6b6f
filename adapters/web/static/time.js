import { locale, text } from "./locale.js";

const ZONE = "Asia/Shanghai";
const DAY_MS = 24 * 60 * 60 * 1000;

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
});
const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

/** The time of day in Shanghai, 24 hours. @param {number} at ms UTC */
export const timeOf = (at) => clock.format(at);

/** The date in Shanghai, YYYY-MM-DD. @param {number} at ms UTC */
export const dayOf = (at) => isoDay.format(at);

/** The date in words. @param {number} at ms UTC */
export function dayName(at) {
  const now = Date.now();
  if (dayOf(at) === dayOf(now)) return text("today");
  if (dayOf(at) === dayOf(now - DAY_MS)) return text("yesterday");
  const sameYear = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4);
  return new Intl.DateTimeFormat(locale(), {
    timeZone: ZONE,
    month: "long",
    day: "numeric",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** Time when today, else the date: for the chat list. @param {number} at ms UTC */
export function briefTime(at) {
  if (dayOf(at) === dayOf(Date.now())) return timeOf(at);
  return new Intl.DateTimeFormat(locale(), {
    timeZone: ZONE,
    month: "numeric",
    day: "numeric",
  }).format(at);
}

/** The full time in Shanghai, for titles. @param {number} at ms UTC */
export function fullTime(at) {
  return new Intl.DateTimeFormat(locale(), {
    timeZone: ZONE,
    dateStyle: "medium",
    timeStyle: "short",
  }).format(at);
}
