import { z } from "zod";
import { QUESTION_TYPES } from "../../store/schema/events.ts";

const LONGEST = { title: 120, text: 2_000, label: 200 } as const;

const words = (longest: number) => z.string().trim().min(1).max(longest);
const both = (longest: number) => z.strictObject({ zh: words(longest), en: words(longest) });
/** A name that is the same in both languages may be written once. */
const either = (longest: number) =>
  z.union([both(longest), words(longest).transform((text) => ({ zh: text, en: text }))]);

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/);
const time = z.string().trim().min(1).max(40);
const capacity = z.number().int().min(1).max(100_000);
const MINUTES = { d: 1_440, h: 60, m: 1 } as const;

const reminder = z
  .string()
  .regex(/^[1-9]\d{0,3}[dhm]$/)
  .transform((text) => {
    const unit = text.endsWith("d") ? "d" : text.endsWith("h") ? "h" : "m";
    return Number.parseInt(text, 10) * MINUTES[unit];
  });

const session = z.strictObject({
  id,
  title: either(LONGEST.title).optional(),
  startsAt: time,
  endsAt: time,
  capacity: capacity.optional(),
});

const quota = z.strictObject({
  id,
  label: either(LONGEST.label),
  capacity,
  when: z.record(id, z.string()).refine((when) => Object.keys(when).length === 1),
});

const question = z.strictObject({
  id,
  label: either(LONGEST.label),
  type: z.enum(QUESTION_TYPES),
  required: z.boolean().default(true),
  personal: z.boolean().default(false),
  options: z
    .array(z.strictObject({ id, label: either(LONGEST.label) }))
    .max(20)
    .default([]),
});

/** How an event repeats: an RRULE, and what is different on single dates. */
export interface Repetition {
  readonly rule: string;
  readonly except: readonly string[];
  readonly moved: Readonly<Record<string, string>>;
}

const repeats = z.union([
  z.string().transform((rule): Repetition => ({ rule, except: [], moved: {} })),
  z.strictObject({
    rule: z.string(),
    /** Dates on which it does not take place. */
    except: z.array(z.iso.date()).default([]),
    /** Another start on one date: date → time. */
    moved: z.record(z.iso.date(), time).default({}),
  }),
]);

/** An event as people write it down, in a file or through a conversation. */
export const eventFile = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/)
    .transform((code) => code.toUpperCase()),
  title: either(LONGEST.title),
  kind: words(40),
  description: either(LONGEST.text),
  place: either(LONGEST.label),
  bring: either(LONGEST.text).optional(),
  zone: z.string().optional(),
  startsAt: time.optional(),
  endsAt: time.optional(),
  opensAt: time.optional(),
  closesAt: time.optional(),
  capacity: capacity.optional(),
  /** How many may wait: a number, any number, or nobody. */
  waitlist: z.union([z.boolean(), z.number().int().min(0).max(100_000)]).default(true),
  sessions: z.array(session).max(200).default([]),
  quotas: z.array(quota).max(20).default([]),
  repeats: repeats.optional(),
  approval: z.boolean().default(false),
  questions: z.array(question).max(20).default([]),
  /** Minutes before the start; `reminderProblems` says which do. */
  reminders: z.array(reminder).max(10).default([1_440, 120]),
  guests: z.union([z.boolean().transform(Number), z.number().int().min(0).max(1)]).default(0),
  state: z.enum(["draft", "open", "closed"]).optional(),
});

export type EventFile = z.output<typeof eventFile>;
