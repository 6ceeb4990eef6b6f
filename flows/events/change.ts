import type { QuestionView, SeatView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { eventMessages } from "./messages.ts";
import { answersByKey, type KeyedAnswer, listed, parseListed, shownValue } from "./questions.ts";
import { PRIVATE, say, seatGone, seatInput } from "./seat.ts";
import { seatMessages as messages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";

interface Changing {
  readonly input: { readonly seat: string };
  readonly loaded: {
    readonly seat: SeatView | undefined;
    readonly questions: readonly QuestionView[];
  };
  readonly answers: { readonly which?: string };
  readonly locale: Locale;
}

function chosenQuestion({ loaded, answers }: Pick<Changing, "loaded" | "answers">) {
  return loaded.questions[Number(answers.which ?? 0) - 1];
}

/** One answer of a sign-up changed later. */
export function changeFlow(services: EventServices): Flow {
  return flow("events.change", PRIVATE)
    .input(seatInput)
    .load("seat", ({ input, actor }) => services.mySeat(input.seat, actor.person))
    .load("questions", async ({ input, actor }) => {
      const seat = await services.mySeat(input.seat, actor.person);
      const event = seat && (await services.viewEvent(seat.code));
      return event?.questions ?? [];
    })
    .when(
      ({ loaded, answers }) => loaded.questions.length === 0 && !("which" in answers),
      (none) => none.say("nothing", nothingToChange),
    )
    .when(
      ({ loaded, answers }) => loaded.questions.length > 0 || "which" in answers,
      (some) =>
        some
          .choose("which", whichQuestion)
          .askEach("q", 1, newAnswer(services))
          .effect("change", {
            key: ({ run }) => `event.change:${run}`,
            perform: (transaction, context) =>
              services.changeAnswers(transaction, context.actor.person, context.input.seat, {
                answers: changedAnswers(context),
                name: context.actor.name,
              }),
          })
          .match("change", {
            changed: { to: "end", acts: changed },
            invalid_answers: {
              to: "end",
              acts: (_result, { locale }) => say({ text: text(messages.invalidAnswer, locale) }),
            },
            fixed_answer: { to: "end", acts: fixed },
            not_found: { to: "end", acts: (_result, { locale }) => seatGone(locale) },
          }),
    )
    .build();
}

function nothingToChange({ loaded, locale }: Changing): readonly Act[] {
  return loaded.seat ? say({ text: text(messages.nothingToChange, locale) }) : seatGone(locale);
}

const whichQuestion = {
  label: messages.changeLabel,
  plain: true,
  prompt: ({ loaded: { seat, questions }, locale }: Changing): Content => ({
    text: text(messages.whichChange, locale),
    rows: questions.map((question) => ({
      label: localize(question.label, locale),
      value: shownValue(question, seat?.answers[question.key] ?? "—", locale),
    })),
  }),
  options: ({ loaded }: Changing) =>
    loaded.questions.map(({ label }, index) => ({ id: String(index + 1), label })),
};

function newAnswer(services: Pick<EventServices, "parseAnswer">) {
  return {
    personal: "words" as const,
    question: (_place: number, context: Changing) => {
      const question = chosenQuestion(context);
      return question && listed(question);
    },
    prompt: (_place: number, context: Changing): Content => ({
      text: localize(chosenQuestion(context)?.label ?? messages.changeLabel, context.locale),
    }),
    parse: (said: string, _place: number, context: Changing): Parsed<KeyedAnswer> => {
      const question = chosenQuestion(context);
      return question
        ? parseListed(services, question, said)
        : { ok: false, reason: eventMessages.questionsChanged };
    },
    show: ({ value }: KeyedAnswer, _place: number, context: Changing) =>
      shownValue(chosenQuestion(context), value, context.locale),
  };
}

function changed(_result: unknown, { input, locale }: Changing): readonly Act[] {
  return say({
    text: text(messages.changed, locale),
    buttons: [openButton(text(eventMessages.showMine, locale), "seat", input.seat)],
  });
}

function fixed(_result: unknown, { input, locale }: Changing): readonly Act[] {
  return say({
    text: text(messages.fixedAnswer, locale),
    buttons: [openButton(text(eventMessages.giveBack, locale), "withdraw", input.seat)],
  });
}

/** The one answer that changed; empty when it was skipped. */
function changedAnswers(
  context: Changing & { readonly answers: Parameters<typeof answersByKey>[0] },
): Readonly<Record<string, string>> {
  const key = chosenQuestion(context)?.key;
  return key === undefined ? {} : { [key]: "", ...answersByKey(context.answers) };
}
