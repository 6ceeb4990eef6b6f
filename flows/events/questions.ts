import type { EventView, QuestionView } from "../../src/domain/events/views.ts";
import type { ListedQuestion, Parsed } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { foldText } from "../../src/engine/normalize.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill } from "../../src/i18n/messages.ts";
import { eventMessages as messages } from "./messages.ts";
import type { EventServices } from "./services.ts";

/** The most questions an event may ask. */
export const MOST_QUESTIONS = 20;

/** An answer with the question it was given to: the list may change while somebody fills it in. */
export type KeyedAnswer = { readonly key: string; readonly value: string };

/** The answers as the event wants them, by question; those that were skipped are left out. */
export function answersByKey(
  answers: Readonly<Record<`q-${number}`, KeyedAnswer | null | undefined>>,
): Readonly<Record<string, string>> {
  const given = Object.entries(answers).flatMap(([step, answer]) =>
    step.startsWith("q-") && answer ? [[answer.key, answer.value] as const] : [],
  );
  return Object.fromEntries(given);
}

/** What a question offers to choose from, numbered: its options, or yes and no. */
function optionsOf({ type, options }: QuestionView) {
  const offered =
    type === "yes_no"
      ? [
          { value: "yes", label: messages.yes },
          { value: "no", label: messages.no },
        ]
      : options.map(({ id, label }) => ({ value: id, label }));
  return type === "yes_no" || type === "choice" ? offered : [];
}

/** A question as the engine lists it. */
export function listed(question: QuestionView): ListedQuestion {
  return {
    label: question.label,
    optional: !question.required,
    options: optionsOf(question).map(({ label, value }, index) => ({
      id: String(index + 1),
      label,
      names: [value],
    })),
  };
}

/** The words of a question, with its place among the others. */
export function promptOf(event: EventView | undefined, place: number, locale: Locale): Content {
  const question = event?.questions[place];
  const label = question ? localize(question.label, locale) : "";
  const count = event?.questions.length ?? 0;
  return { text: fill(messages.questionOf, locale, { label, place: place + 1, count }) };
}

/** An answer as typed, or the number of an option. */
export function parseListed(
  services: Pick<EventServices, "parseAnswer">,
  question: QuestionView,
  said: string,
): Parsed<KeyedAnswer> {
  const option = optionsOf(question)[Number(said) - 1]?.value;
  if (option === undefined && question.type === "text" && question.personal && asks(said)) {
    return { ok: false, reason: messages.looksLikeQuestion };
  }
  const value = services.parseAnswer(question, option ?? said);
  if (value !== undefined) return { ok: true, value: { key: question.key, value } };
  return { ok: false, reason: reasonFor(question), meant: seemsMeant(question, said) };
}

// Can, Do and Will are also what people are called.
const ASKS =
  /[?？]\s*$|[吗么呢]$|怎么|如何|多少钱|^(?:how|what|when|where)\b|^(?:can|is|do|does|are|will) (?:i|we|you|it|there|they|the|my|this|one)\b/u;

/** Who is asked for a name and asks something back wants an answer first. */
function asks(said: string): boolean {
  return ASKS.test(foldText(said));
}

/** Mostly figures where a number is asked: meant as the answer, though it is none. */
function seemsMeant({ type }: QuestionView, said: string): boolean {
  const folded = foldText(said).replace(/\s/g, "");
  const figures = folded.match(/\d/g)?.length ?? 0;
  return (type === "phone" || type === "number") && figures * 2 >= folded.length;
}

function reasonFor({ type }: QuestionView): Localized {
  const reasons: Readonly<Record<QuestionView["type"], Localized>> = {
    text: messages.badWords,
    choice: messages.badChoice,
    yes_no: messages.badChoice,
    number: messages.badNumber,
    phone: messages.badPhone,
    link: messages.badLink,
  };
  return reasons[type];
}

/** An answer in its normal form, as it is shown to whoever gave it. */
export function shownValue(
  question: QuestionView | undefined,
  value: string,
  locale: Locale,
): string {
  const option = question && optionsOf(question).find((each) => each.value === value);
  return option ? localize(option.label, locale) : value;
}
