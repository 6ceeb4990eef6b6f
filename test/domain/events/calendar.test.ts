import { expect, test } from "vitest";
import { readMoment } from "../../../src/domain/events/calendar.ts";

const TODAY = Date.UTC(2026, 2, 20);
const read = (text: string, zone: string) => {
  const moment = readMoment(text, zone, TODAY);
  return moment && [new Date(moment.at).toISOString(), moment.local];
};

test.each([
  ["2026-03-29 02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30"],
  ["2026-03-29 03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30"],
  ["2026-11-01 01:30", "America/New_York", "2026-11-01T05:30:00.000Z", "2026-11-01T01:30"],
  ["2027-03-14 02:15", "America/New_York", "2027-03-14T07:15:00.000Z", "2027-03-14T03:15"],
  ["2026-10-25 02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z", "2026-10-25T02:30"],
  ["+9d 02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30"],
])(
  "%s in %s, where clocks change: an hour that is not there comes later, one that is there twice is the first",
  (text, zone, at, local) => {
    expect(read(text, zone)).toEqual([at, local]);
  },
);

test.each(["2026-02-30 10:00", "2026-03-29 24:30", "2026-13-01 10:00", "tomorrow", ""])(
  "“%s” is no time",
  (text) => {
    expect(read(text, "Europe/Berlin")).toBeUndefined();
  },
);
