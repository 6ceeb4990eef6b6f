import { cleanText } from "../../../engine/normalize.ts";
import { type Json, unreachable } from "../../../engine/terms.ts";
import { readMoment } from "../calendar.ts";
import { planEvent } from "../plan.ts";
import { alignSessions } from "./align.ts";
import { bothLanguages, nameInBoth } from "./both-languages.ts";
import {
  type Around,
  type Draft,
  type Fault,
  type FieldId,
  fieldOfKey,
  type Patch,
  partsOf,
  type Typed,
  type WritingFrame,
  withPatch,
  zoneOf,
} from "./fields.ts";
import { countIn, saysNone } from "./lines.ts";
import { typedQuestions } from "./typed-questions.ts";
import { typedQuotas } from "./typed-quotas.ts";
import { typedReminders } from "./typed-reminders.ts";
import { typedRepetition } from "./typed-repetition.ts";
import { typedSessions } from "./typed-sessions.ts";
import { typedAround, typedTimes } from "./typed-time.ts";

/** What somebody typed for one field of an event, checked as an import file would be. */
export function readField(field: FieldId, said: string, draft: Draft, frame: WritingFrame): Typed {
  const read = readWords(field, cleanText(said), draft, frame);
  if ("problem" in read) return { ok: false, fault: { field, problem: read.problem } };
  const fault = faultIn(withPatch(draft, read.patch), frame);
  return fault === undefined ? { ok: true, patch: read.patch } : { ok: false, fault };
}

/** What is wrong with a draft, as far as it goes; undefined when nothing is. */
function faultIn(draft: Draft, frame: WritingFrame): Fault | undefined {
  return faultsIn(draft, frame)[0];
}

function faultsIn(draft: Draft, frame: WritingFrame): readonly Fault[] {
  const whole = alignSessions({ ...placeholders(frame.now), ...draft }, frame);
  const planned = planEvent(whole, { ...frame, state: "draft" });
  const problems = planned.kind === "faulty" ? planned.problems : [];
  return problems.map(({ problem, path }) => ({
    problem,
    field: fieldOfKey(String(path[0])) ?? "code",
  }));
}

/**
 * A draft without those of its opening and closing that have no place in its own time, as in a copy of a longer
 * event; then it opens at once and closes at the start.
 */
export function fitting(draft: Draft, keys: readonly Around[], frame: WritingFrame): Draft {
  return keys.reduce((fits, key) => {
    if (fits[key] === undefined) return fits;
    const isOut = faultsIn(fits, frame).some(({ field }) => field === fieldOfKey(key));
    return isOut ? withPatch(fits, { [key]: null }) : fits;
  }, draft);
}

/** Stands for what is not written yet, so that what is can be checked. */
function placeholders(now: number): Draft {
  const words = { zh: "–", en: "–" };
  const day = new Date(now + 3_650 * 86_400_000).toISOString().slice(0, 10);
  return {
    code: "NEW-1",
    title: words,
    kind: "–",
    description: words,
    place: words,
    startsAt: `${day} 09:00`,
    endsAt: `${day} 10:00`,
    capacity: 100_000,
  };
}

type Read = { readonly patch: Patch } | { readonly problem: Fault["problem"] };

function readWords(field: FieldId, said: string, draft: Draft, frame: WritingFrame): Read {
  const zone = zoneOf(draft, frame);
  const list = (key: string, items: readonly Json[] | undefined): Read =>
    saysNone(said) ? { patch: { [key]: null } } : items ? { patch: { [key]: items } } : INVALID;
  switch (field) {
    case "title":
      return readBoth("title", said);
    case "text":
      return readBoth("description", said);
    case "place":
      return readName("place", said);
    case "bring":
      return saysNone(said) ? { patch: { bring: null } } : readName("bring", said);
    case "kind":
      return { patch: { kind: said } };
    case "code":
      return { patch: { code: said.normalize("NFKC").replace(/\s+/g, "-").toUpperCase() } };
    case "when":
      return readWhen(said, draft, frame);
    case "zone":
      return { patch: { zone: said.normalize("NFKC").trim() } };
    case "capacity":
      return readCount("capacity", said);
    case "sessions":
      return draft["startsAt"] === undefined && !saysNone(said)
        ? { problem: "when_first" }
        : list("sessions", typedSessions(said, draft, frame));
    case "questions":
      return list("questions", typedQuestions(said, draft));
    case "quotas":
      return list("quotas", typedQuotas(said, draft));
    case "opens":
      return readAround("opensAt", said, zone, frame.now);
    case "closes":
      return readAround("closesAt", said, zone, frame.now);
    case "repeats":
      return readRepetition(said, zone, frame.now);
    case "remind":
      return readReminders(said);
    case "waitlist":
      return readWaitlist(said);
    case "approval":
    case "guests":
      return readYesNo(field, said);
    default:
      return unreachable(field, "field of an event");
  }
}

const INVALID: Read = { problem: "invalid" };

function readBoth(key: string, said: string): Read {
  const both = bothLanguages(said);
  return both ? { patch: { [key]: { ...both } } } : { problem: "both_languages" };
}

function readName(key: string, said: string): Read {
  const both = nameInBoth(said);
  return both ? { patch: { [key]: { ...both } } } : { problem: "both_languages" };
}

/** An end by the clock that comes so soon after the start is that of the next day, and else a mistake. */
const LONGEST_NIGHT = 12 * 60;

/** Day and times; the times alone keep the day, and the day alone keeps the times. */
function readWhen(said: string, draft: Draft, frame: WritingFrame): Read {
  const zone = zoneOf(draft, frame);
  const typed = typedTimes(said, zone, frame.now);
  if (!typed) return { problem: "bad_time" };
  const { date, times } = typed;
  const before = partsOf(draft);
  const [day, from, to] = [
    date ?? before.startsAt?.slice(0, 10),
    times[0] ?? before.startsAt?.slice(11, 16),
    times[1] ?? (times.length === 0 ? before.endsAt?.slice(11, 16) : undefined),
  ];
  if (!day || !from || !to || (date === undefined && times.length === 0)) {
    return { problem: "bad_time" };
  }
  const starts = readMoment(`${day} ${from}`, zone, frame.now);
  if (!starts) return { problem: "bad_time" };
  if (starts.at <= frame.now) return { problem: "past" };
  const night = (minutesOf(to) - minutesOf(from) + 1_440) % 1_440;
  const isOver = minutesOf(to) < minutesOf(from) && night <= LONGEST_NIGHT;
  const last = isOver ? dayAfter(day) : day;
  const patch = { startsAt: `${day} ${from}`, endsAt: `${last} ${to}` };
  return { patch };
}

function minutesOf(time: string): number {
  const [hours = "", minutes = ""] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function readCount(key: string, said: string): Read {
  const count = countIn(said);
  return count === undefined ? INVALID : { patch: { [key]: count } };
}

function readAround(key: string, said: string, zone: string, now: number): Read {
  if (saysNone(said)) return { patch: { [key]: null } };
  const typed = typedAround(said, zone, now);
  return typed === undefined ? { problem: "bad_time" } : { patch: { [key]: typed } };
}

function readRepetition(said: string, zone: string, now: number): Read {
  if (saysNone(said)) return { patch: { repeats: null } };
  const repeats = typedRepetition(said, zone, now);
  return repeats === undefined ? { problem: "bad_repetition" } : { patch: { repeats } };
}

function readReminders(said: string): Read {
  const reminders = typedReminders(said);
  return reminders === undefined ? { problem: "bad_reminder" } : { patch: { reminders } };
}

const YES = /^(?:是|要|可以|好|需要|允许|开|yes|y|on|ok)$/iu;
const NO = /^(?:否|不|不要|不可以|不用|不需要|不允许|关|无|没有|no|n|off|none)$/iu;

function readWaitlist(said: string): Read {
  if (NO.test(said)) return { patch: { waitlist: false } };
  if (YES.test(said) || /^(?:不限|any)$/iu.test(said)) return { patch: { waitlist: true } };
  return readCount("waitlist", said);
}

function readYesNo(key: string, said: string): Read {
  if (YES.test(said)) return { patch: { [key]: true } };
  return NO.test(said) ? { patch: { [key]: false } } : INVALID;
}
