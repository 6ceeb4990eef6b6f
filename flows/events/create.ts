import { z } from "zod";
import type { FieldId } from "../../src/domain/events/writing/fields.ts";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, type FlowOption, openButton } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import {
  BLANK,
  type Creating,
  copied,
  draftSoFar,
  frameOf,
  optionOf,
  usualRows,
  writingOf,
} from "./create-context.ts";
import { refusalOf } from "./faults.ts";
import { say } from "./seat.ts";
import { seatMessages } from "./seat-messages.ts";
import type { EventServices, EventWriting } from "./services.ts";
import { writeMessages as messages } from "./write-messages.ts";
import { askField, listedField, parseField, type Written } from "./written.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Staff are called away in the middle: what they wrote waits for them. */
export const WRITING = {
  version: 1,
  surface: "private",
  idleMs: 60 * MINUTE,
  ttlMs: 7 * DAY,
} as const;

/** The most fields an event has besides the basic ones. */
const MOST_EXTRAS = 13;
const BASICS = 5;

/** 新活动: staff write an event step by step, or copy an earlier one; it is kept as a draft. */
export function createFlow(services: EventServices): Flow {
  const { writing } = services;
  return flow("events.create", { ...WRITING, version: 2 })
    .input(z.object({ code: z.string().nullable() }))
    .load("beginning", ({ actor }) => services.beginning(actor.person))
    .when(
      ({ loaded, answers }) => loaded.beginning === undefined && !("from" in answers),
      (none) => none.say("none", ({ locale }) => staffOnly(locale)),
    )
    .when(
      ({ loaded, answers }) => loaded.beginning !== undefined || "from" in answers,
      (staff) =>
        staff
          .choose("from", fromQuestion)
          .askEach("basic", BASICS, basicFields(writing))
          .choose("more", moreQuestion(writing))
          .when(
            ({ answers }) => answers.more === "each",
            (each) => each.askEach("extra", MOST_EXTRAS, extraFields(writing)),
          )
          .ask("code", codeQuestion(writing))
          .review("check", {
            prompt: (context) => reviewOf(writing, context),
            confirm: messages.confirmDraft,
          })
          .effect("create", {
            key: ({ run, turn }) => `event.create:${run}:${turn}`,
            perform: (transaction, context) =>
              services.createEvent(transaction, context.actor.person, draftSoFar(writing, context)),
          })
          .match("create", {
            created: { to: "end", acts: created },
            code_taken: {
              to: "code",
              acts: (_result, { locale }) => say({ text: text(messages.codeTaken, locale) }),
            },
            invalid: {
              to: "check",
              acts: (result, { locale }) => say({ text: localize(refusalOf(result), locale) }),
            },
            not_staff: { to: "end", acts: (_result, { locale }) => staffOnly(locale) },
          }),
    )
    .restartKeepingAnswers(1)
    .build();
}

function staffOnly(locale: Locale): readonly Act[] {
  return say({ text: text(seatMessages.staffOnly, locale) });
}

const fromQuestion = {
  label: messages.fromLabel,
  plain: true,
  prompt: ({ locale }: Creating): Content => ({ text: text(messages.fromPrompt, locale) }),
  options: ({ loaded }: Creating): readonly FlowOption[] => [
    { id: BLANK, label: messages.blank, names: ["新的", "空白", "new", "blank"] },
    ...(loaded.beginning?.earlier ?? []).map(({ code, draft }) => ({
      id: optionOf(code),
      label: titled(code, draft["title"]),
      names: [code],
    })),
  ],
  prefill: ({ input, loaded }: Creating): string | undefined => {
    const earlier = loaded.beginning?.earlier ?? [];
    const named = earlier.find(({ code }) => code === input.code);
    return named ? optionOf(named.code) : earlier.length === 0 ? BLANK : undefined;
  },
};

const titleSchema = z.union([
  z.object({ zh: z.string(), en: z.string() }),
  z.string().transform((title) => ({ zh: title, en: title })),
]);

function titled(code: string, title: unknown): Localized {
  const read = titleSchema.safeParse(title);
  return read.success
    ? { zh: `${code} ${read.data.zh}`, en: `${code} ${read.data.en}` }
    : { zh: code, en: code };
}

/** A list of fields, each of them asked for, or taken from what is copied. */
function fieldsOf(
  writing: EventWriting,
  list: {
    fieldAt(place: number): FieldId | undefined;
    readonly optional: boolean;
    known(field: FieldId, context: Creating): Written | undefined;
  },
) {
  const at = (place: number): FieldId => list.fieldAt(place) ?? "title";
  return {
    question: (place: number) => {
      const field = list.fieldAt(place);
      return field && listedField(field, list.optional);
    },
    prompt: (place: number, context: Creating): Content =>
      askField(writing, writingOf(writing, context, at(place)), {
        locale: context.locale,
        now: list.optional ? (now) => fill(messages.skipKeeps, context.locale, { now }) : undefined,
      }),
    parse: (said: string, place: number, context: Creating) =>
      parseField(writing, said, writingOf(writing, context, at(place))),
    prefill: (place: number, context: Creating) => list.known(at(place), context),
    show: ({ field }: Written, _place: number, context: Creating) =>
      writing.showField(draftSoFar(writing, context), field, {
        ...frameOf(context),
        locale: context.locale,
      }),
  };
}

function fromCopy(writing: EventWriting) {
  return (field: FieldId, context: Creating): Written | undefined => {
    if (!copied(context)) return undefined;
    return { field, patch: writing.patchOf(draftSoFar(writing, context), field) };
  };
}

/** What every event needs; of a copy everything but its time is known. */
function basicFields(writing: EventWriting) {
  const known = fromCopy(writing);
  return fieldsOf(writing, {
    fieldAt: (place) => writing.basicFields[place],
    optional: false,
    known: (field, context) => (field === "when" ? undefined : known(field, context)),
  });
}

function extraFields(writing: EventWriting) {
  return fieldsOf(writing, {
    fieldAt: (place) => writing.extraFields[place],
    optional: true,
    known: fromCopy(writing),
  });
}

/** The next free code, unless it is changed on the review card. */
function codeQuestion(writing: EventWriting) {
  const field = "code";
  return {
    label: messages.code,
    names: ["code"],
    prompt: (context: Creating): Content => ({ text: text(messages.codeHow, context.locale) }),
    parse: (said: string, context: Creating) =>
      parseField(writing, said, writingOf(writing, context, field)),
    prefill: ({ loaded }: Creating): Written | undefined =>
      loaded.beginning && { field, patch: { code: loaded.beginning.nextCode } },
    show: ({ patch }: Written, context: Creating) =>
      writing.showField(patch, field, { ...frameOf(context), locale: context.locale }),
  };
}

function moreQuestion(writing: EventWriting) {
  return {
    label: messages.moreLabel,
    names: ["更多", "更多设置", "more"],
    prompt: (context: Creating): Content => ({
      text: text(messages.morePrompt, context.locale),
      rows: usualRows(writing, context),
    }),
    options: () =>
      [
        { id: "usual", label: messages.usual, names: ["默认", "不用", "好", "usual", "ok", "no"] },
        { id: "each", label: messages.each, names: ["设置", "逐项", "each", "yes"] },
      ] as const,
    prefill: (context: Creating) =>
      copied(context) === undefined ? undefined : ("usual" as const),
  };
}

function reviewOf(writing: EventWriting, context: Creating): Content {
  const { locale } = context;
  return {
    title: text(messages.reviewTitle, locale),
    text: text(messages.reviewText, locale),
    rows: usualRows(writing, context),
  };
}

function created({ code }: { readonly code: string }, { locale }: Creating): readonly Act[] {
  return [
    {
      kind: "say",
      form: "card",
      content: {
        title: fill(messages.createdTitle, locale, { code }),
        text: fill(messages.createdText, locale, { code }),
        buttons: [
          openButton(text(messages.openNow, locale), "event-do", `${code}_open`, "primary"),
          openButton(text(messages.change, locale), "event-edit", code),
          openButton(text(messages.manage, locale), "manage", code),
        ],
      },
    },
  ];
}
