import type { Beginning } from "../../src/domain/events/writing/drafts.ts";
import type { Draft, FieldId, WritingFrame } from "../../src/domain/events/writing/fields.ts";
import type { Row } from "../../src/engine/intent.ts";
import type { Actor } from "../../src/engine/turn.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { FIELD_WORDS } from "./fields.ts";
import type { EventWriting } from "./services.ts";
import type { Writing, Written } from "./written.ts";

/** What the steps of writing a new event may look at. */
export interface Creating {
  readonly input: { readonly code: string | null };
  readonly loaded: { readonly beginning: Beginning | undefined };
  readonly answers: Readonly<Record<string, unknown>> & {
    readonly from?: string;
    readonly more?: "usual" | "each";
  };
  readonly actor: Actor;
  readonly locale: Locale;
  readonly run: string;
  readonly turn: string;
  /** ms UTC. */
  readonly now: number;
}

/** The answer to `from` that copies nothing. */
export const BLANK = "blank";

/** What nearly every event asks and is, until staff say otherwise. */
const USUAL: Draft = {
  kind: "活动",
  questions: [
    { id: "name", label: { zh: "称呼", en: "What to call you" }, type: "text", personal: true },
    { id: "phone", label: { zh: "联系电话", en: "Phone" }, type: "phone", personal: true },
  ],
};

/** An earlier event as an option: an option's id is short. */
export function optionOf(code: string): string {
  return code.toLowerCase().slice(0, 16);
}

/** The earlier event that is copied. */
export function copied({ answers, loaded }: Creating): Draft | undefined {
  return loaded.beginning?.earlier.find(({ code }) => optionOf(code) === answers.from)?.draft;
}

export function frameOf({ loaded, now }: Creating): WritingFrame {
  return loaded.beginning?.frame ?? { now, zone: "Asia/Shanghai" };
}

/** The event as it is written so far; without what was written for one field, when that is asked again. */
export function draftSoFar(writing: EventWriting, context: Creating, besides?: FieldId): Draft {
  const base = copied(context) ?? { ...USUAL, zone: frameOf(context).zone };
  const draft = Object.values(context.answers)
    .filter(isWritten)
    .filter(({ field }) => field !== besides)
    .reduce((sofar, { patch }) => writing.withPatch(sofar, patch), base);
  return writing.fitting(draft, unasked(writing, context), frameOf(context));
}

/** Of what opens and closes it, what nobody wrote: it comes from the event that is copied. */
function unasked(writing: EventWriting, { answers }: Creating): EventWriting["around"] {
  const written = Object.values(answers).filter(isWritten);
  return writing.around.filter((key) => written.every(({ patch }) => !Object.hasOwn(patch, key)));
}

function isWritten(answer: unknown): answer is Written {
  return typeof answer === "object" && answer !== null && "field" in answer && "patch" in answer;
}

/** One field to be asked for, on what is written so far. */
export function writingOf(writing: EventWriting, context: Creating, field: FieldId): Writing {
  const draft = draftSoFar(writing, context, field === "questions" ? field : undefined);
  const frame = frameOf(context);
  if (field !== "when") return { field, draft, frame };
  // A copy may become shorter than what it is copied from: its closing then goes, and does not stand in the way.
  const free = Object.fromEntries(unasked(writing, context).map((key) => [key, null]));
  return { field, draft: writing.withPatch(draft, free), frame };
}

/** Fields nobody is asked for, as they are going to be. */
export function usualRows(writing: EventWriting, context: Creating): readonly Row[] {
  const { locale, answers } = context;
  if (answers.more === "each") return [];
  const draft = draftSoFar(writing, context);
  const written = new Set(
    Object.values(context.answers)
      .filter(isWritten)
      .map(({ field }) => field),
  );
  const frame = { ...frameOf(context), locale };
  return writing.extraFields
    .filter((field) => !written.has(field))
    .map((field) => ({
      label: localize(FIELD_WORDS[field].label, locale),
      value: writing.showField(draft, field, frame),
    }));
}
