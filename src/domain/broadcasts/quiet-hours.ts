import { minuteOfDay } from "../wall-time.ts";

/** Hours by Shanghai's clock in which announcements are held, in minutes since midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** From ten at night to eight in the morning. */
const QUIET_HOURS: QuietHours = { from: 22 * 60, to: 8 * 60 };

/** Whether announcements are held at this instant (ms UTC). */
export function isQuiet(at: number, { from, to }: QuietHours = QUIET_HOURS): boolean {
  const minute = minuteOfDay(at);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
