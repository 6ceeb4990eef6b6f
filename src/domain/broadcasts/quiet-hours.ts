import { minuteOfDay } from "../wall-time.ts";

/** Hours by Shanghai's clock in which announcements are held, in minutes since midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** From ten at night to eight in the morning. */
export const QUIET_HOURS: QuietHours = { from: 22 * 60, to: 8 * 60 };

/** Whether announcements are held at this instant (ms UTC). */
export function isQuiet(at: number, { from, to }: QuietHours = QUIET_HOURS): boolean {
  const minute = minuteOfDay(at);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** ms until announcements go on; 0 when nothing holds them. */
export function msToWaking(at: number, hours: QuietHours = QUIET_HOURS): number {
  if (!isQuiet(at, hours)) return 0;
  const minutes = (hours.to - minuteOfDay(at) + 24 * 60) % (24 * 60);
  return minutes * 60_000 - (at % 60_000);
}
