import { z } from "zod";
import type { FieldId } from "../../src/domain/events/writing/fields.ts";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import type { Actor } from "../../src/engine/turn.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { WRITING } from "./create.ts";
import { refusalOf } from "./faults.ts";
import { FIELD_WORDS } from "./fields.ts";
import { posterMessages } from "./poster-messages.ts";
import { say } from "./seat.ts";
import { seatMessages } from "./seat-messages.ts";
import type { Editing, EventServices, EventWriting } from "./services.ts";
import { writeMessages as messages } from "./write-messages.ts";
import { askField, parseField, type Writing, type Written } from "./written.ts";

interface Changing {
  readonly input: { readonly code: string };
  readonly loaded: { readonly editing: Editing | undefined };
  readonly answers: { readonly field?: string; readonly value?: Written };
  readonly actor: Actor;
  readonly locale: Locale;
}

/** 编辑活动: staff change one thing about an event; a look at it, then it is so and those concerned are told. */
export function editFlow(services: EventServices): Flow {
  const { writing } = services;
  return flow("events.edit", WRITING)
    .input(z.object({ code: z.string() }))
    .load("editing", ({ input, actor }) => services.editing(input.code, actor.person))
    .when(
      ({ loaded, answers }) => loaded.editing === undefined && !("field" in answers),
      (none) => none.say("none", gone),
    )
    .when(
      ({ loaded, answers }) => loaded.editing !== undefined || "field" in answers,
      (known) =>
        known
          .choose("field", fieldQuestion(writing))
          .ask("value", newValue(writing))
          .review("check", {
            prompt: (context) => reviewOf(writing, context),
            confirm: messages.confirmEdit,
          })
          .effect("save", {
            key: ({ run, turn }) => `event.edit:${run}:${turn}`,
            perform: (transaction, { actor, input, answers }) =>
              services.editEvent(transaction, actor.person, {
                code: input.code,
                patch: answers.value.patch,
              }),
          })
          .match("save", {
            changed: {
              to: "end",
              acts: ({ told }, context) =>
                done(fill(messages.edited, context.locale, { told }), context),
            },
            unchanged: {
              to: "end",
              acts: (_result, context) => done(text(messages.unchanged, context.locale), context),
            },
            created: { to: "end", acts: (_result, context) => gone(context) },
            invalid: { to: "value", acts: refused },
            in_use: { to: "value", acts: refused },
            below_taken: { to: "value", acts: refused },
            not_found: { to: "end", acts: (_result, context) => gone(context) },
            not_staff: {
              to: "end",
              acts: (_result, { locale }) => say({ text: text(seatMessages.staffOnly, locale) }),
            },
          }),
    )
    .build();
}

function gone({ locale }: { readonly locale: Locale }): readonly Act[] {
  return say({ text: text(messages.notEditable, locale) });
}

function refused(
  result: Parameters<typeof refusalOf>[0],
  { locale }: { readonly locale: Locale },
): readonly Act[] {
  return say({ text: localize(refusalOf(result), locale) });
}

function titleIn({ loaded, locale }: Pick<Changing, "loaded" | "locale">): string {
  return loaded.editing ? localize(loaded.editing.event.title, locale) : "";
}

function fieldQuestion(writing: EventWriting) {
  const fields = [...writing.basicFields, ...writing.extraFields];
  return {
    label: messages.fieldLabel,
    plain: true,
    prompt: (context: Changing): Content => ({
      text: fill(messages.whichField, context.locale, { title: titleIn(context) }),
      rows: fields.map((field) => ({
        label: localize(FIELD_WORDS[field].label, context.locale),
        value: shown(writing, field, context),
      })),
      buttons: [
        openButton(text(posterMessages.change, context.locale), "poster", context.input.code),
      ],
    }),
    options: () => fields.map((field) => ({ id: field, label: FIELD_WORDS[field].label })),
  };
}

function fieldOf(writing: EventWriting, { answers }: Pick<Changing, "answers">) {
  const fields: readonly FieldId[] = [...writing.basicFields, ...writing.extraFields];
  return fields.find((field) => field === answers.field);
}

function shown(
  writing: EventWriting,
  field: FieldId,
  { loaded: { editing }, locale }: Pick<Changing, "loaded" | "locale">,
): string {
  return editing ? writing.showField(editing.draft, field, { ...editing.frame, locale }) : "";
}

function newValue(writing: EventWriting) {
  return {
    label: messages.valueLabel,
    prompt: (context: Changing): Content => {
      const changed = changedBy(writing, context);
      return changed
        ? askField(writing, changed, {
            locale: context.locale,
            now: (now) => fill(messages.now, context.locale, { now }),
          })
        : { text: text(messages.notEditable, context.locale) };
    },
    parse: (said: string, context: Changing): Parsed<Written> => {
      const changed = changedBy(writing, context);
      return changed
        ? parseField(writing, said, changed)
        : { ok: false, reason: messages.notEditable };
    },
    show: (written: Written, context: Changing) => after(writing, written, context),
  };
}

/** What is being changed, on the event as it is now. */
function changedBy(writing: EventWriting, context: Changing): Writing | undefined {
  const [field, { editing }] = [fieldOf(writing, context), context.loaded];
  return field && editing && { field, ...editing };
}

function after(
  writing: EventWriting,
  { field, patch }: Written,
  { loaded: { editing }, locale }: Pick<Changing, "loaded" | "locale">,
): string {
  if (!editing) return "";
  const draft = writing.withPatch(editing.draft, patch);
  return writing.showField(draft, field, { ...editing.frame, locale });
}

function reviewOf(writing: EventWriting, context: Changing): Content {
  const { locale } = context;
  const field = fieldOf(writing, context);
  return {
    title: `${text(messages.editTitle, locale)} · ${titleIn(context)}`,
    text: text(messages.editText, locale),
    rows: field
      ? [{ label: text(messages.before, locale), value: shown(writing, field, context) }]
      : [],
  };
}

function done(words: string, { input, locale }: Changing): readonly Act[] {
  const { code } = input;
  return say({
    text: words,
    buttons: [
      openButton(text(messages.changeMore, locale), "event-edit", code),
      openButton(text(messages.manage, locale), "manage", code),
    ],
  });
}
