import { expect, test } from "vitest";
import { type CalendarEntry, calendarFile } from "../../../src/domain/events/calendar-file.ts";

const entry: CalendarEntry = {
  uid: "seat1",
  sequence: 2,
  title: "声音创作夜；播客, 配音; 一\\二",
  place: "V聚场二楼",
  description: "EV-05 · 入场码 ABCD2345\n请带耳机",
  startsAt: Date.UTC(2026, 11, 3, 11),
  endsAt: Date.UTC(2026, 11, 3, 13),
  zone: "Asia/Shanghai",
  stamp: Date.UTC(2026, 10, 27, 7),
};

/** As a calendar reads it: folded lines joined again. */
const lines = (file: string) => file.replace(/\r\n /g, "").split("\r\n");

test("a calendar file says when and where, escaped, with a name that stays", () => {
  expect(lines(calendarFile(entry))).toEqual(
    expect.arrayContaining([
      "METHOD:PUBLISH",
      "UID:seat1@juchang",
      "SEQUENCE:2",
      "DTSTAMP:20261127T070000Z",
      "DTSTART:20261203T110000Z",
      "DTEND:20261203T130000Z",
      "SUMMARY:声音创作夜；播客\\, 配音\\; 一\\\\二",
      "DESCRIPTION:EV-05 · 入场码 ABCD2345\\n请带耳机",
      "STATUS:CONFIRMED",
    ]),
  );
});

test("no line is longer than 75 octets, and none is cut inside a character", () => {
  const title = "很长的名字👩‍🎤".repeat(40);
  const file = calendarFile({ ...entry, title });
  for (const line of file.split("\r\n")) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain("\uFFFD");
  }
  expect(lines(file)).toContain(`SUMMARY:${title}`);
});

test("a cancelled one takes the entry out again", () => {
  const file = calendarFile({ ...entry, cancelled: true });
  expect(lines(file)).toEqual(expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED"]));
});

test("text cannot add lines of its own", () => {
  const file = calendarFile({ ...entry, title: "x\r\nATTENDEE:mailto:a@b.c\u0000" });
  expect(lines(file).some((line) => line.startsWith("ATTENDEE"))).toBe(false);
});
