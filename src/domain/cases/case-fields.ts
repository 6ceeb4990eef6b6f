import { z } from "zod";
import { parseCaseNumber, parsePhone, parsePhoneTail } from "./case-number.ts";
import { type InstantRules, parseInstant } from "./parse-instant.ts";

/** How long the parts of a case may be, in characters, and how many things may be missing. */
const LIMITS = { words: 200, nextStep: 1000, items: 20 } as const;

/** How far ahead of ours a source's clock may be, ms. */
const CLOCK_SLACK_MS = 24 * 60 * 60_000;

const CONTROL = /[\p{Cc}\p{Cf}]/gu;

/** Words without anything invisible. */
function words(longest: number) {
  return z
    .string()
    .max(longest, `must be at most ${longest} characters`)
    .transform((text) => text.replace(CONTROL, " ").trim());
}

function read<Value>(parse: (typed: string) => Value | undefined, message: string) {
  return z
    .string()
    .max(200, "must be at most 200 characters")
    .transform((typed, context) => {
      const value = parse(typed);
      if (value !== undefined) return value;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });
}

/** The number of a case. */
export const numberField = read(
  parseCaseNumber,
  "is no case number: 4 to 40 letters, digits and - / . ( )",
);

export const applicantField = words(LIMITS.words).pipe(z.string().min(1, "must not be empty"));

export const phoneField = read(
  parsePhone,
  "is no phone number; in a spreadsheet the column must be text",
);

export const phoneTailField = read(parsePhoneTail, "must be the last four digits of the phone");

/** Whether the last four digits are those of the whole number, where both are given. */
export function tailFits(phone: string | undefined, tail: string | undefined): boolean {
  return phone === undefined || tail === undefined || phone.endsWith(tail);
}

export const TAIL_MISFIT = "is not the end of phone; one of them is somebody else's";

export const nextStepField = words(LIMITS.nextStep);

const missingItem = words(LIMITS.words).pipe(z.string().min(1, "must not be empty"));

export const missingField = z
  .array(missingItem)
  .max(LIMITS.items, `must be at most ${LIMITS.items} things`);

export const changeIdField = words(LIMITS.words).pipe(z.string().min(1, "must not be empty"));

/** A time, ms UTC. */
export function instantField(rules: InstantRules) {
  return read(
    (typed) => parseInstant(typed, rules),
    "is no time; write 2026-11-24 14:00, or 2026-11-24",
  );
}

/** A time in the past, but for the difference of clocks. */
export function pastField(rules: InstantRules, now: number) {
  return instantField(rules).refine((at) => isPast(at, now), "lies in the future");
}

/** Whether a source with a clock of its own may say that something happened then; ms UTC. */
export function isPast(at: number, now: number): boolean {
  return at <= now + CLOCK_SLACK_MS;
}
