const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/u;
/** A day as spreadsheets count them, with the time as its fraction. */
const SERIAL = /^(\d{5})(?:\.\d{1,12})?$/;
const DAY = 24 * 60 * 60_000;
/** Day 0 of the count, so that day 60, which never was, comes before every date we can meet. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

/** What a time is read by. */
export interface InstantRules {
  /** The zone of times written without one. */
  readonly zone: string;
  /** A day without a time means its last second, as for a deadline; else its first. */
  readonly endOfDay: boolean;
}

/** A time as people and spreadsheets write it, ms UTC; undefined when it is none, or a day that never was. */
export function parseInstant(typed: string, rules: InstantRules): number | undefined {
  const text = typed.normalize("NFKC").trim();
  if (SERIAL.test(text)) return serialInstant(Number(text), rules);
  const [, year, month, day, hour, minute, second = "0", offset] = WRITTEN.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = new Date(date).getUTCDate() === Number(day) && Number(month) <= 12;
  if (!isReal || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second) > 59) {
    return undefined;
  }
  if (hour === undefined) return fromLocal(dayTime(date, rules), rules.zone);
  const local = date + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return offset === undefined ? fromLocal(local, rules.zone) : local - offsetMs(offset);
}

function serialInstant(serial: number, rules: InstantRules): number | undefined {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined;
  const local = SERIAL_ZERO + Math.round(serial * 24 * 60 * 60) * 1000;
  return fromLocal(Number.isInteger(serial) ? dayTime(local, rules) : local, rules.zone);
}

function dayTime(day: number, { endOfDay }: InstantRules): number {
  return endOfDay ? day + DAY - 1000 : day;
}

function offsetMs(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** The instant at which clocks in the zone show this local time; twice, for days on which they are moved. */
function fromLocal(local: number, zone: string): number {
  const guess = local - zoneOffset(local, zone);
  return local - zoneOffset(guess, zone);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Clocks are moved at full quarters of an hour only. */
const QUARTER = 15 * 60_000;
const MOST_OFFSETS = 1_000;

/** How far clocks in the zone are ahead of UTC, ms; worked out once for many rows of a list. */
function zoneOffset(at: number, zone: string): number {
  const key = `${zone} ${Math.floor(at / QUARTER)}`;
  const known = offsets.get(key) ?? workedOut(at, zone);
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, known);
  return known;
}

function workedOut(at: number, zone: string): number {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
  );
  return local - Math.floor(at / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
