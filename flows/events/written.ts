import type {
  Draft,
  FieldId,
  Patch,
  WritingFrame,
} from "../../src/domain/events/writing/fields.ts";
import type { ListedQuestion, Parsed } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill } from "../../src/i18n/messages.ts";
import { reasonOf } from "./faults.ts";
import { FIELD_WORDS } from "./fields.ts";
import { eventMessages } from "./messages.ts";
import type { EventWriting } from "./services.ts";
import { writeMessages as messages } from "./write-messages.ts";

/** One thing staff wrote of an event. */
export type Written = { readonly field: FieldId; readonly patch: Patch };

/** What is being written, with everything that was written before. */
export interface Writing {
  readonly field: FieldId;
  readonly draft: Draft;
  readonly frame: WritingFrame;
}

const YES_OR_NO: ReadonlySet<FieldId> = new Set<FieldId>(["approval", "guests"]);

/** A field as the engine lists it. */
export function listedField(field: FieldId, optional: boolean): ListedQuestion {
  const options = [
    { id: "yes", label: eventMessages.yes },
    { id: "no", label: eventMessages.no },
  ];
  return {
    label: FIELD_WORDS[field].label,
    optional,
    options: YES_OR_NO.has(field) ? options : [],
  };
}

/** What was typed for a field, or why it does not do. Whoever is asked for it means it as the answer. */
export function parseField(
  writing: EventWriting,
  said: string,
  { field, draft, frame }: Writing,
): Parsed<Written> {
  const typed = writing.readField(field, said, draft, frame);
  return typed.ok
    ? { ok: true, value: { field, patch: typed.patch } }
    : { ok: false, reason: reasonOf(typed.fault, field), meant: true };
}

/** How to write a field, and what it is now. */
export function askField(
  writing: EventWriting,
  { field, draft, frame }: Writing,
  {
    locale,
    now,
  }: { readonly locale: Locale; readonly now: ((shown: string) => string) | undefined },
): Content {
  const { how, example } = FIELD_WORDS[field];
  const shown = now?.(writing.showField(draft, field, { ...frame, locale }));
  return {
    text: [
      localize(how, locale),
      ...(example === undefined ? [] : [fill(messages.example, locale, { example })]),
      ...(shown === undefined ? [] : [shown]),
    ].join("\n\n"),
  };
}
