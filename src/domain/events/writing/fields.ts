import { z } from "zod";
import type { Json } from "../../../engine/terms.ts";
import { eventFile } from "../event-file.ts";
import type { ProblemKind } from "../results.ts";

/** An event in the making: fields of an import file, not all of them there yet. */
export type Draft = Readonly<Record<string, Json>>;

/** What staff write of an event, one at a time; each stands for some fields of an import file. */
const FIELD_KEYS = {
  title: ["title"],
  text: ["description"],
  place: ["place"],
  when: ["startsAt", "endsAt"],
  capacity: ["capacity"],
  zone: ["zone"],
  sessions: ["sessions"],
  questions: ["questions"],
  quotas: ["quotas"],
  opens: ["opensAt"],
  closes: ["closesAt"],
  repeats: ["repeats"],
  waitlist: ["waitlist"],
  approval: ["approval"],
  guests: ["guests"],
  bring: ["bring"],
  kind: ["kind"],
  remind: ["reminders"],
  code: ["code"],
} as const;
export type FieldId = keyof typeof FIELD_KEYS;

/** What must be known of every event. */
export const BASIC_FIELDS = ["title", "text", "place", "when", "capacity"] as const;

/** What may be left as it is usual. */
export const EXTRA_FIELDS = [
  "sessions",
  "questions",
  "quotas",
  "opens",
  "closes",
  "repeats",
  "waitlist",
  "approval",
  "guests",
  "bring",
  "kind",
  "zone",
  "remind",
] as const;

/** Fields of an import file that tell when sign-up opens and closes. */
export const AROUND = ["closesAt", "opensAt"] as const;
export type Around = (typeof AROUND)[number];

/** Fields of a draft to be set; null takes one away. */
export type Patch = Readonly<Record<string, Json>>;

/** What is wrong with something typed; `field` names another one that no longer fits. */
export interface Fault {
  readonly problem: ProblemKind | "both_languages" | "past" | "when_first";
  readonly field: FieldId;
}

/** What was typed, as fields of an import file. */
export type Typed =
  | { readonly ok: true; readonly patch: Patch }
  | { readonly ok: false; readonly fault: Fault };

/** The day a draft counts from and the zone of events that name none. `now` is ms UTC. */
export interface WritingFrame {
  readonly now: number;
  readonly zone: string;
}

/** A draft with some fields set. */
export function withPatch(draft: Draft, patch: Patch): Draft {
  const merged = { ...draft, ...patch };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** The part of a draft that a field stands for. */
export function patchOf(draft: Draft, field: FieldId): Patch {
  return Object.fromEntries(FIELD_KEYS[field].map((key) => [key, draft[key] ?? null]));
}

/** The field that an import file's key belongs to. */
export function fieldOfKey(key: string): FieldId | undefined {
  return FIELDS.find((id) => FIELD_KEYS[id].some((each) => each === key));
}

const FIELDS = Object.keys(FIELD_KEYS).filter((key): key is FieldId => key in FIELD_KEYS);

const fields = z.record(z.string(), z.json());

/** A value that is known to hold the fields of an import file. */
export function asDraft(value: unknown): Draft {
  return fields.parse(value);
}

const parts = eventFile.partial();

/** A draft as an import file reads it; nothing of one that holds mistakes. */
export function partsOf(draft: Draft): z.output<typeof parts> {
  const read = parts.safeParse(draft);
  return read.success ? read.data : {};
}

/** The zone a draft's wall times are in. */
export function zoneOf(draft: Draft, { zone }: Pick<WritingFrame, "zone">): string {
  return typeof draft["zone"] === "string" ? draft["zone"] : zone;
}
