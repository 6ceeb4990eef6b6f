import type { Json } from "../../../engine/terms.ts";
import { readEnd, readMoment, shiftDays } from "../calendar.ts";
import { asDraft, type Draft, partsOf, type WritingFrame, zoneOf } from "./fields.ts";

/**
 * A draft whose sessions are on the day of the event itself: with another day they move along, each as far, at the
 * same time of day.
 */
export function alignSessions(draft: Draft, frame: WritingFrame): Draft {
  const { startsAt, sessions = [] } = partsOf(draft);
  const [first] = sessions;
  if (startsAt === undefined || !first) return draft;
  const zone = zoneOf(draft, frame);
  const begins = readMoment(first.startsAt, zone, frame.now)?.local.slice(0, 10);
  const day = readMoment(startsAt, zone, frame.now)?.local.slice(0, 10);
  if (begins === undefined || day === undefined || begins === day) return draft;
  const moved = sessions.map((one, index): Json => {
    const starts = readMoment(one.startsAt, zone, frame.now);
    const ends = starts && readEnd(one.endsAt, starts, zone, frame.now);
    const raw = rawSession(draft, index);
    if (!starts || !ends) return raw;
    const shifted = [starts, ends].map((at) => shiftDays(at, begins, day, zone).local);
    return { ...raw, startsAt: shifted[0] ?? one.startsAt, endsAt: shifted[1] ?? one.endsAt };
  });
  return { ...draft, sessions: moved };
}

/** A session of a draft as it is written there. */
export function rawSession(draft: Draft, index: number): Draft {
  const list = draft["sessions"];
  return Array.isArray(list) ? asDraft(list[index]) : {};
}
