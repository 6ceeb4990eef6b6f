import type { Locale } from "../../../i18n/locale.ts";
import { fill, text } from "../../../i18n/messages.ts";
import { showMessages as messages } from "./show-messages.ts";

const USUAL = [1_440, 120];

/** When people are reminded (minutes before the start), the first reminder first. */
export function showReminders(reminders: readonly number[] | undefined, locale: Locale): string {
  const times = [...(reminders ?? USUAL)].sort((one, other) => other - one);
  if (times.length === 0) return text(messages.noReminders, locale);
  return times.map((minutes) => timeBefore(minutes, locale)).join(locale === "en" ? ", " : "、");
}

function timeBefore(minutes: number, locale: Locale): string {
  if (minutes % 1_440 === 0) {
    return fill(messages.daysBefore, locale, { count: minutes / 1_440, time: "" });
  }
  return minutes % 60 === 0
    ? fill(messages.hoursBefore, locale, { count: minutes / 60 })
    : fill(messages.minutesBefore, locale, { count: minutes });
}
