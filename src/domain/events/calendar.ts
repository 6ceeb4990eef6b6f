import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";

/** A point in time as people of a zone write it. */
export interface Moment {
  /** ms UTC. */
  readonly at: number;
  /** Wall time in the zone: 2026-12-03T19:00. */
  readonly local: string;
}

/** Whether it is a zone of the IANA database, by its full name or UTC. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone === "UTC" || /^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+\d*$/.test(zone);
  } catch {
    return false;
  }
}

const WALL = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2})?$/;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
/** Days from today, perhaps the first such weekday from then on: "+5d Thu 19:00". */
const FROM_TODAY = /^\+(\d{1,3})d(?: (mon|tue|wed|thu|fri|sat|sun))? (\d{1,2}):(\d{2})$/i;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * A written time, absolute or counted from today. Wall time that does not exist, because clocks go forward over
 * it, is as much later as they go forward (02:30 is 03:30); wall time that comes twice is the first of the two.
 * Undefined when it cannot be read. `today` is ms UTC.
 */
export function readMoment(text: string, zone: string, today: number): Moment | undefined {
  const written = text.trim();
  try {
    if (WITH_OFFSET.test(written))
      return momentOf(Temporal.Instant.from(written).toZonedDateTimeISO(zone));
    const wall = WALL.exec(written);
    if (wall) return wallMoment(Temporal.PlainDate.from(wall[1] ?? ""), wall[2], wall[3], zone);
    const counted = FROM_TODAY.exec(written);
    return counted ? countedMoment(counted, zone, today) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function countedMoment(found: RegExpExecArray, zone: string, today: number): Moment {
  const [, days, weekday, hour, minute] = found;
  const from = dayOf(today, zone).add({ days: Number(days) });
  if (weekday === undefined) return wallMoment(from, hour, minute, zone);
  const wanted = WEEKDAYS.indexOf(weekday.toLowerCase()) + 1;
  return wallMoment(from.add({ days: (wanted - from.dayOfWeek + 7) % 7 }), hour, minute, zone);
}

function wallMoment(
  day: Temporal.PlainDate,
  hour: string | undefined,
  minute: string | undefined,
  zone: string,
): Moment {
  const time = Temporal.PlainTime.from(
    { hour: Number(hour), minute: Number(minute) },
    { overflow: "reject" },
  );
  return momentOf(day.toZonedDateTime({ timeZone: zone, plainTime: time }));
}

function dayOf(at: number, zone: string): Temporal.PlainDate {
  return instantAt(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** A point in time (ms UTC) as a moment of a zone. */
export function momentAt(at: number, zone: string): Moment {
  return momentOf(instantAt(at).toZonedDateTimeISO(zone));
}

/** The database tells parts of a millisecond as well. */
function instantAt(at: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(at));
}

function momentOf(zoned: Temporal.ZonedDateTime): Moment {
  const local = zoned.toPlainDateTime().toString({ smallestUnit: "minute" });
  return { at: zoned.epochMilliseconds, local };
}

const TIME_ONLY = /^(\d{1,2}):(\d{2})$/;

/** An end: written like a start, or as a time of the start's day. */
export function readEnd(
  text: string,
  start: Moment,
  zone: string,
  today: number,
): Moment | undefined {
  const time = TIME_ONLY.exec(text.trim());
  return readMoment(time ? `${dateOf(start)} ${text.trim()}` : text, zone, today);
}

const DAYS_AROUND = /^(-|start\+)(\d{1,3})d (\d{1,2}:\d{2})$/;
const LONG_AROUND = /^(-|start\+)(\d{1,4})([dhm])$/;
const UNITS = { d: "days", h: "hours", m: "minutes" } as const;

/** Whether a written time is counted from a start, before or after it. */
export function countsFromStart(text: string): boolean {
  return /^(?:-|start\+)/.test(text.trim());
}

/**
 * A time written absolutely or counted from a start: "-3d 10:00" and "-24h" before it, "start+1d 00:30" and
 * "start+90m" after it.
 */
export function readAround(
  text: string,
  start: Moment,
  zone: string,
  today: number,
): Moment | undefined {
  const written = text.trim();
  const [, dayWay, days = "", time = ""] = DAYS_AROUND.exec(written) ?? [];
  if (dayWay !== undefined) {
    const day = Temporal.PlainDate.from(dateOf(start)).add({ days: counted(dayWay, days) });
    return readMoment(`${day.toString()} ${time}`, zone, today);
  }
  const [, way, count = "", unit] = LONG_AROUND.exec(written) ?? [];
  if (way === undefined) return readMoment(written, zone, today);
  const zoned = instantAt(start.at).toZonedDateTimeISO(zone);
  return momentOf(
    zoned.add({ [UNITS[unit === "d" || unit === "h" ? unit : "m"]]: counted(way, count) }),
  );
}

function counted(way: string, count: string): number {
  return way === "-" ? -Number(count) : Number(count);
}

/** The date of a moment in its zone. */
export function dateOf({ local }: Pick<Moment, "local">): string {
  return local.slice(0, "2026-12-03".length);
}

/** The moment with the same wall time on a date that is as far away as `to` is from `from`. */
export function shiftDays(moment: Moment, from: string, to: string, zone: string): Moment {
  const days = Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;
  const shifted = Temporal.PlainDateTime.from(moment.local).add({ days });
  return momentOf(shifted.toZonedDateTime(zone));
}

/** What of a repetition is wanted: dates in the zone, not before `from`, up to `until` and at least one. */
export interface DateRange {
  /** ms UTC. */
  readonly from: number;
  readonly until: number;
  readonly most: number;
}

const REPEATS_BY_DAY = /^(?:RRULE:)?(?:[A-Z]+=[^;]+;)*FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/i;

/**
 * The dates on which a rule (RFC 5545, without DTSTART) repeats a first date. Rules count in dates, so that
 * the wall time stays the same when clocks change. Undefined when the rule cannot be read.
 */
export function repeatedDates(
  rule: string,
  first: string,
  zone: string,
  range: DateRange,
): readonly string[] | undefined {
  if (!REPEATS_BY_DAY.test(rule)) return undefined;
  const [from, until] = [dayOf(range.from, zone), dayOf(range.until, zone)];
  try {
    const dtstart = Temporal.PlainDate.from(first).toZonedDateTime({
      timeZone: "UTC",
      plainTime: "12:00",
    });
    const dates = new RRuleTemporal({ rruleString: rule.replace(/^RRULE:/i, ""), dtstart });
    const found: string[] = [];
    const MOST_STEPS = 5_000;
    dates.all((occurrence, step) => {
      const day = occurrence.toPlainDate();
      const isAhead = Temporal.PlainDate.compare(day, from) >= 0;
      const isNear = Temporal.PlainDate.compare(day, until) <= 0;
      if (isAhead && (isNear || found.length === 0)) found.push(day.toString());
      return isNear && found.length < range.most && step < MOST_STEPS;
    });
    return found;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
