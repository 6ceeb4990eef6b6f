import { unreachable } from "../../../engine/terms.ts";
import { formatMoment, formatSpan } from "../../../i18n/dates.ts";
import { type Locale, type Localized, localize } from "../../../i18n/locale.ts";
import { fill, text } from "../../../i18n/messages.ts";
import { readEnd, readMoment } from "../calendar.ts";
import type { EventFile } from "../event-file.ts";
import { alignSessions } from "./align.ts";
import { type Draft, type FieldId, partsOf, type WritingFrame, zoneOf } from "./fields.ts";
import { showMessages as messages } from "./show-messages.ts";
import { showReminders } from "./show-reminders.ts";
import { showRepetition } from "./show-repetition.ts";

/** Who reads it, and the day and zone it counts from. */
export interface ShowFrame extends WritingFrame {
  readonly locale: Locale;
}

type Parts = ReturnType<typeof partsOf>;

/** A field of a draft as staff read it; both languages where it has both. */
export function showField(draft: Draft, field: FieldId, frame: ShowFrame): string {
  const parts = partsOf(alignSessions(draft, frame));
  const { locale } = frame;
  const none = text(messages.none, locale);
  switch (field) {
    case "title":
      return inBoth(parts.title) ?? none;
    case "text":
      return inBoth(parts.description) ?? none;
    case "place":
      return inBoth(parts.place) ?? none;
    case "bring":
      return inBoth(parts.bring) ?? none;
    case "when":
      return showSpan(parts.startsAt, parts.endsAt, draft, frame) ?? none;
    case "capacity":
      return parts.capacity === undefined ? none : String(parts.capacity);
    case "zone":
      return zoneOf(draft, frame);
    case "sessions":
      return showSessions(parts, draft, frame) || none;
    case "questions":
      return (parts.questions ?? []).map((one) => showQuestion(one, locale)).join("\n") || none;
    case "quotas":
      return (parts.quotas ?? []).map((one) => showQuota(one, parts, locale)).join("\n") || none;
    case "opens":
      return showAround(parts.opensAt, messages.atOnce, draft, frame);
    case "closes":
      return showAround(parts.closesAt, messages.atStart, draft, frame);
    case "repeats":
      return showRepetition(parts.repeats, locale) ?? none;
    case "remind":
      return showReminders(parts.reminders, locale);
    case "waitlist":
      return showWaitlist(parts.waitlist ?? true, locale);
    case "approval":
      return text(parts.approval === true ? messages.yes : messages.no, locale);
    case "guests":
      return text((parts.guests ?? 0) > 0 ? messages.yes : messages.no, locale);
    case "kind":
      return parts.kind ?? none;
    case "code":
      return parts.code ?? none;
    default:
      return unreachable(field, "field of an event");
  }
}

function inBoth(words: Localized | undefined): string | undefined {
  if (!words) return undefined;
  if (words.zh === words.en) return words.zh;
  return words.zh.includes("\n") || words.zh.length > 60
    ? `${words.zh}\n${words.en}`
    : `${words.zh} / ${words.en}`;
}

function showSpan(
  startsAt: string | undefined,
  endsAt: string | undefined,
  draft: Draft,
  frame: ShowFrame,
): string | undefined {
  const zone = zoneOf(draft, frame);
  const starts = startsAt === undefined ? undefined : readMoment(startsAt, zone, frame.now);
  const ends = starts && endsAt !== undefined && readEnd(endsAt, starts, zone, frame.now);
  return starts && ends ? formatSpan(starts.at, ends.at, zone, frame.locale) : undefined;
}

function showSessions({ sessions = [] }: Parts, draft: Draft, frame: ShowFrame): string {
  return sessions
    .map(({ title, startsAt, endsAt, capacity }) => [
      ...(title ? [inBoth(title)] : []),
      showSpan(startsAt, endsAt, draft, frame),
      ...(capacity === undefined ? [] : [fill(messages.places, frame.locale, { count: capacity })]),
    ])
    .map((shown) => shown.join(" · "))
    .join("\n");
}

function showQuestion(
  { label, required, options }: EventFile["questions"][number],
  locale: Locale,
): string {
  const choices = options.map((option) => inBoth(option.label)).join(" | ");
  const shown = [inBoth(label), ...(choices === "" ? [] : [choices])].join(" · ");
  return required ? shown : `${shown} · ${text(messages.optional, locale)}`;
}

function showQuota(
  { label, capacity, when }: EventFile["quotas"][number],
  { questions = [] }: Parts,
  locale: Locale,
): string {
  const [[key, value] = ["", ""]] = Object.entries(when);
  const question = questions.find(({ id }) => id === key);
  const option = question?.options.find(({ id }) => id === value);
  const named = question ? localize(question.label, locale) : key;
  const chosen = option ? localize(option.label, locale) : value;
  const count = fill(messages.places, locale, { count: capacity });
  return `${inBoth(label) ?? ""} · ${count} · ${named}=${chosen}`;
}

const COUNTED = /^(-|start\+)(\d{1,4})([dhm])(?: (\d{1,2}:\d{2}))?$/;

const BEFORE = {
  days: messages.daysBefore,
  hours: messages.hoursBefore,
  minutes: messages.minutesBefore,
};
const AFTER = {
  days: messages.daysAfter,
  hours: messages.hoursAfter,
  minutes: messages.minutesAfter,
};

function showAround(
  written: string | undefined,
  usual: Localized,
  draft: Draft,
  frame: ShowFrame,
): string {
  const { locale } = frame;
  if (written === undefined) return text(usual, locale);
  const [, way, digits, unit, time = ""] = COUNTED.exec(written) ?? [];
  const count = Number(digits);
  const words = way === "-" ? BEFORE : AFTER;
  if (unit === "d") return fill(words.days, locale, { count, time });
  if (unit === "h") return fill(words.hours, locale, { count });
  if (unit === "m") return fill(words.minutes, locale, { count });
  const zone = zoneOf(draft, frame);
  const moment = readMoment(written, zone, frame.now);
  return moment ? formatMoment(moment.at, zone, locale) : written;
}

function showWaitlist(waitlist: boolean | number, locale: Locale): string {
  if (waitlist === true) return text(messages.anyNumber, locale);
  if (waitlist === false || waitlist === 0) return text(messages.none, locale);
  return fill(messages.places, locale, { count: waitlist });
}
