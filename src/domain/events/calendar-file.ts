/** What an entry of a calendar says. Times are ms UTC. */
export interface CalendarEntry {
  /** The same for one seat for ever, so that a later file replaces an earlier one. */
  readonly uid: string;
  /** Raised with each change of time or place. */
  readonly sequence: number;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** IANA zone the event takes place in; the times themselves are in UTC. */
  readonly zone: string;
  /** When the file was made. */
  readonly stamp: number;
  readonly cancelled?: boolean | undefined;
}

const PRODUCT = "-//Juchang//Events//EN";

/** An iCalendar file (RFC 5545) of one entry, with lines of at most 75 octets. */
export function calendarFile(entry: CalendarEntry): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:${PRODUCT}`,
    "CALSCALE:GREGORIAN",
    `METHOD:${entry.cancelled === true ? "CANCEL" : "PUBLISH"}`,
    `X-WR-TIMEZONE:${escaped(entry.zone)}`,
    "BEGIN:VEVENT",
    `UID:${escaped(entry.uid)}@juchang`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${instant(entry.stamp)}`,
    `DTSTART:${instant(entry.startsAt)}`,
    `DTEND:${instant(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `LOCATION:${escaped(entry.place)}`,
    ...(entry.description === "" ? [] : [`DESCRIPTION:${escaped(entry.description)}`]),
    `STATUS:${entry.cancelled === true ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** 20261203T110000Z */
function instant(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** TEXT of RFC 5545 section 3.3.11. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/(?!\n)\p{Cc}/gu, "");
}

const LINE_OCTETS = 75;

/** Folded between characters: a continuation line begins with a space, which counts. */
function folded(line: string): string {
  let written = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      written += "\r\n ";
      octets = 1;
    }
    written += character;
    octets += size;
  }
  return written;
}
