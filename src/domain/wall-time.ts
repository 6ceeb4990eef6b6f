/** Shanghai has kept the same distance from UTC, without summer time, since 1991. */
const SHANGHAI_AHEAD_MS = 8 * 60 * 60_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const ABSOLUTE = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$/;
const RELATIVE = /^\+(\d{1,3})d[ T](\d{1,2}):(\d{2})$/;

/**
 * The instant (ms UTC) of a wall time in Shanghai, `2026-12-01 09:00`, or of one so many days from today, `+1d 09:00`;
 * undefined when there is no such time.
 */
export function readWallTime(words: string, now: number): number | undefined {
  const absolute = ABSOLUTE.exec(words.trim());
  if (absolute) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = absolute.slice(1).map(Number);
    const at = Date.UTC(year, month - 1, day, hour, minute);
    const shown = new Date(at);
    const exists =
      shown.getUTCMonth() === month - 1 && shown.getUTCDate() === day && hour < 24 && minute < 60;
    return exists ? at - SHANGHAI_AHEAD_MS : undefined;
  }
  const relative = RELATIVE.exec(words.trim());
  if (!relative) return undefined;
  const [days = 0, hour = 0, minute = 0] = relative.slice(1).map(Number);
  if (hour > 23 || minute > 59) return undefined;
  const today = Math.floor((now + SHANGHAI_AHEAD_MS) / DAY_MS) * DAY_MS - SHANGHAI_AHEAD_MS;
  return today + days * DAY_MS + (hour * 60 + minute) * MINUTE_MS;
}

/** Minutes since midnight in Shanghai. */
export function minuteOfDay(at: number): number {
  return Math.floor(((at + SHANGHAI_AHEAD_MS) % DAY_MS) / MINUTE_MS);
}

/** An instant as Shanghai's clocks show it, `2026-12-01 09:00`. */
export function wallTime(at: number): string {
  return new Date(at + SHANGHAI_AHEAD_MS).toISOString().slice(0, 16).replace("T", " ");
}
