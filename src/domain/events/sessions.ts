import type { PlannedSession } from "../../store/events/record.ts";
import {
  dateOf,
  type Moment,
  momentAt,
  readAround,
  readEnd,
  readMoment,
  repeatedDates,
  shiftDays,
} from "./calendar.ts";
import type { EventFile, Repetition } from "./event-file.ts";
import { type FieldProblem, withoutDoubles } from "./problems.ts";

const DAY_MS = 86_400_000;
/** Occurrences are written so far ahead, and always the next one. */
const AHEAD_MS = 60 * DAY_MS;
const MOST_OCCURRENCES = 60;

/** The sessions of an event, or what is wrong with their times. */
export type PlannedSessions =
  | {
      readonly sessions: readonly PlannedSession[];
      /** As they were written, before any repetition. */
      readonly first: readonly PlannedSession[];
    }
  | { readonly problems: readonly FieldProblem[] };

type WrittenSession = Pick<EventFile["sessions"][number], "id" | "title"> & {
  readonly startsAt: string | undefined;
  readonly endsAt: string | undefined;
  readonly capacity: number | undefined;
};

interface Frame {
  readonly file: EventFile;
  readonly zone: string;
  /** ms UTC. */
  readonly now: number;
}

/** Works an event's sessions out: of one that repeats, for the weeks ahead of `now` (ms UTC). */
export function planSessions(file: EventFile, zone: string, now: number): PlannedSessions {
  const frame: Frame = { file, zone, now };
  const written = writtenSessions(file);
  const once = written.map((one, index) => planOne(one, pathTo(file, index), frame));
  const problems = once.flatMap((one) => ("problems" in one ? one.problems : []));
  const sessions = once.flatMap((one) => ("session" in one ? [one.session] : []));
  if (problems.length > 0) {
    return { problems: withoutDoubles([...problems, ...unreadableRepetition(frame)]) };
  }
  return file.repeats ? repeated(sessions, file.repeats, frame) : { sessions, first: sessions };
}

function writtenSessions(file: EventFile): readonly WrittenSession[] {
  const { sessions, startsAt, endsAt, capacity } = file;
  if (sessions.length > 0)
    return sessions.map((one) => ({ ...one, capacity: one.capacity ?? capacity }));
  return [{ id: "", title: undefined, startsAt, endsAt, capacity }];
}

function pathTo({ sessions }: EventFile, index: number): readonly PropertyKey[] {
  return sessions.length > 0 ? ["sessions", index] : [];
}

type PlannedOne =
  | { readonly session: PlannedSession }
  | { readonly problems: readonly FieldProblem[] };

function planOne(one: WrittenSession, path: readonly PropertyKey[], frame: Frame): PlannedOne {
  const { zone, now } = frame;
  const { startsAt, endsAt, capacity } = one;
  const starts = startsAt === undefined ? undefined : readMoment(startsAt, zone, now);
  // From an unknown start it can still be told whether the other times can be read.
  const from = starts ?? momentAt(now, zone);
  const ends = endsAt === undefined ? undefined : readEnd(endsAt, from, zone, now);
  const problems = [
    ...wrong([...path, "startsAt"], startsAt === undefined ? "missing" : !starts && "bad_time"),
    ...wrong([...path, "endsAt"], endsAt === undefined ? "missing" : !ends && "bad_time"),
    ...wrong([...path, "capacity"], capacity === undefined && "missing"),
    ...wrong([...path, "endsAt"], starts && ends && ends.at <= starts.at && "ends_before_start"),
  ];
  if (!starts || !ends || capacity === undefined || problems.length > 0) {
    return { problems: [...problems, ...unreadableAround(from, frame)] };
  }
  return sessionAt(starts, ends, { ...one, capacity }, frame);
}

/** Opening and closing are counted from each session's own start. */
function sessionAt(
  starts: Moment,
  ends: Moment,
  one: Pick<WrittenSession, "id" | "title"> & { readonly capacity: number },
  frame: Frame,
): PlannedOne {
  const { opens, closes } = aroundAt(starts, frame);
  const unreadable = unreadableAround(starts, frame);
  const problems = [
    ...unreadable,
    ...wrong(["closesAt"], closes && closes.at > ends.at && "bad_time"),
    ...wrong(["opensAt"], opens && closes && opens.at >= closes.at && "ends_before_start"),
  ];
  if (!closes || problems.length > 0) return { problems };
  const session: PlannedSession = {
    occurrence: "",
    key: one.id,
    title: one.title ?? null,
    startsAt: starts.at,
    endsAt: ends.at,
    startsLocal: starts.local,
    endsLocal: ends.local,
    opensAt: opens?.at ?? null,
    closesAt: closes.at,
    rooms: roomsOf(frame.file, one.capacity),
  };
  return { session };
}

function aroundAt(starts: Moment, { file, zone, now }: Frame) {
  const { opensAt, closesAt } = file;
  return {
    opens: opensAt === undefined ? undefined : readAround(opensAt, starts, zone, now),
    closes: closesAt === undefined ? starts : readAround(closesAt, starts, zone, now),
  };
}

function unreadableAround(starts: Moment, frame: Frame): readonly FieldProblem[] {
  const { opens, closes } = aroundAt(starts, frame);
  return [
    ...wrong(["opensAt"], frame.file.opensAt !== undefined && !opens && "bad_time"),
    ...wrong(["closesAt"], !closes && "bad_time"),
  ];
}

/** Of a repetition that cannot be worked out, since its first day is wrong already. */
function unreadableRepetition({ file, zone, now }: Frame): readonly FieldProblem[] {
  if (!file.repeats) return [];
  const { rule, moved } = file.repeats;
  const range = { from: now, until: now, most: 1 };
  const dates = repeatedDates(rule, dateOf(momentAt(now, zone)), zone, range);
  return [
    ...wrong(["repeats"], !dates && "bad_repetition"),
    ...Object.entries(moved).flatMap(([date, time]) =>
      wrong(["repeats", "moved", date], !readMoment(time, zone, now) && "bad_time"),
    ),
  ];
}

/** Quotas are set apart from a session's places; what is left is for everybody else. */
function roomsOf({ quotas, waitlist }: EventFile, capacity: number): PlannedSession["rooms"] {
  const limit = typeof waitlist === "number" ? waitlist : waitlist ? null : 0;
  const apart = quotas.reduce((sum, quota) => sum + quota.capacity, 0);
  return [
    { quota: "", capacity: capacity - apart, waitlist: limit },
    ...quotas.map((quota) => ({ quota: quota.id, capacity: quota.capacity, waitlist: limit })),
  ];
}

function repeated(
  sessions: readonly PlannedSession[],
  { rule, except, moved }: Repetition,
  frame: Frame,
): PlannedSessions {
  const { zone, now } = frame;
  const first = dateOf(momentOfStart(sessions[0]));
  const range = { from: now, until: now + AHEAD_MS, most: MOST_OCCURRENCES };
  const dates = repeatedDates(rule, first, zone, range);
  if (!dates) return { problems: [{ path: ["repeats"], problem: "bad_repetition" }] };
  const planned = dates
    .filter((date) => !except.includes(date))
    .flatMap((date) =>
      sessions.map((one) => occurrenceOf(one, { date, first, moved: moved[date] }, frame)),
    );
  const problems = planned.flatMap((one) => ("problems" in one ? one.problems : []));
  if (problems.length > 0) return { problems: withoutDoubles(problems) };
  const occurrences = planned.flatMap((one) => ("session" in one ? [one.session] : []));
  return { sessions: occurrences, first: sessions };
}

interface OccurrenceDate {
  readonly date: string;
  readonly first: string;
  /** Another start on that date. */
  readonly moved: string | undefined;
}

function occurrenceOf(
  one: PlannedSession,
  { date, first, moved }: OccurrenceDate,
  frame: Frame,
): PlannedOne {
  const { zone, now, file } = frame;
  const usual = shiftDays(momentOfStart(one), first, date, zone);
  const starts = moved === undefined ? usual : readMoment(moved, zone, now);
  if (!starts) return { problems: wrong(["repeats", "moved", date], "bad_time") };
  const usualEnd = shiftDays({ at: one.endsAt, local: one.endsLocal }, first, date, zone);
  const ends = moved === undefined ? usualEnd : momentAt(usualEnd.at + starts.at - usual.at, zone);
  const capacity = one.rooms.reduce((sum, room) => sum + room.capacity, 0);
  const again = sessionAt(
    starts,
    ends,
    { id: one.key, title: one.title ?? undefined, capacity },
    { ...frame, file },
  );
  return "session" in again ? { session: { ...again.session, occurrence: date } } : again;
}

function momentOfStart(one: PlannedSession | undefined): Moment {
  return { at: one?.startsAt ?? 0, local: one?.startsLocal ?? "1970-01-01T00:00" };
}

function wrong(
  path: readonly PropertyKey[],
  problem: FieldProblem["problem"] | false | undefined,
): readonly FieldProblem[] {
  return problem === undefined || problem === false ? [] : [{ path, problem }];
}
