import { cleanText, foldLabel, hasContent } from "../../engine/normalize.ts";
import { unreachable } from "../../engine/terms.ts";
import type { Answer } from "../../store/events/answers.ts";
import { parseLink, parseNumber, parsePhone } from "./answer-forms.ts";
import type { QuestionView } from "./views.ts";

/** The longest answer in words, in UTF-16 units. */
const MAX_WORDS = 500;

const YES = ["yes", "y", "是", "是的", "对", "要", "愿意", "需要", "好", "可以"];
const NO = ["no", "n", "否", "不是", "不", "不要", "不愿意", "不需要", "不用", "没有"];

/** An answer in its normal form; undefined when it is none: typed by a person, or stored before. */
export function parseAnswer(question: QuestionView, typed: string): string | undefined {
  const { type } = question;
  switch (type) {
    case "text":
      return parseWords(typed);
    case "choice":
      return parseOption(question, typed);
    case "yes_no":
      return parseYesNo(typed);
    case "number":
      return parseNumber(typed);
    case "phone":
      return parsePhone(typed);
    case "link":
      return parseLink(typed);
    default:
      return unreachable(type, "type of question");
  }
}

function parseWords(typed: string): string | undefined {
  const words = cleanText(typed);
  return words.length <= MAX_WORDS && hasContent(words) ? words : undefined;
}

/** By id, by label in either language, or by its number in the list. */
function parseOption({ options }: QuestionView, typed: string): string | undefined {
  const folded = foldLabel(typed);
  const named = options.find(({ id, label }) =>
    [id, label.zh, label.en].some((name) => foldLabel(name) === folded),
  );
  return (named ?? options[Number(folded) - 1])?.id;
}

function parseYesNo(typed: string): "yes" | "no" | undefined {
  const folded = foldLabel(typed);
  if (YES.includes(folded)) return "yes";
  return NO.includes(folded) ? "no" : undefined;
}

/** The answers to an event's questions, checked. */
export type CheckedAnswers =
  | { readonly kind: "checked"; readonly answers: readonly Answer[] }
  /** Keys of the questions whose answers are missing or not valid. */
  | { readonly kind: "invalid"; readonly questions: readonly string[] };

/** Checks answers by question; those to questions the event does not ask are left out. */
export function checkAnswers(
  questions: readonly QuestionView[],
  given: Readonly<Record<string, string>>,
): CheckedAnswers {
  const answers: Answer[] = [];
  const faulty: string[] = [];
  for (const question of questions) {
    const typed = given[question.key]?.trim() ?? "";
    const value = typed === "" ? undefined : parseAnswer(question, typed);
    if (value !== undefined) answers.push(answerOf(question, value));
    else if (typed !== "" || question.required) faulty.push(question.key);
  }
  return faulty.length > 0 ? { kind: "invalid", questions: faulty } : { kind: "checked", answers };
}

function answerOf({ key, type, personal }: QuestionView, value: string): Answer {
  const isOption = type === "choice" || type === "yes_no";
  return { question: key, value, isOption, personal: personal || type === "phone" };
}
