import { type Locale, localize } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { relatedLine } from "./answer/paragraphs.ts";
import type { Clause } from "./content/clause.ts";
import { firstAidMessages as messages } from "./first-aid-messages.ts";

/** The answers to the three questions of the first-aid kit. */
export interface FirstAidAnswers {
  /** Whether it is the first time. */
  readonly first: "yes" | "no" | "unsure";
  /** Whether what came of it is minor. */
  readonly minor: "yes" | "no" | "unsure";
  /** Whether it has been put right. */
  readonly fixed: "yes" | "no";
}

/** The clauses it rests on, main one first; without the first there is nothing to say. */
export const FIRST_AID_CLAUSES = ["gov-first-aid-conditions", "law-penalty-first"] as const;

/**
 * Whether the conditions named in the text might all be met. Never more than that: who is punished is for
 * the authorities (事实清单 gov-first-aid-conditions; Administrative Penalty Law, article 33).
 */
function mightFit({ first, minor, fixed }: FirstAidAnswers): boolean {
  return first === "yes" && minor === "yes" && fixed === "yes";
}

/** What is said to the answers: the verdict and why, what to do now, and the text it rests on. */
export function firstAidParagraphs(
  answers: FirstAidAnswers,
  clauses: readonly Clause[],
  locale: Locale,
): string[] {
  const fits = mightFit(answers);
  const doubts = fits ? [] : doubtsOf(answers).map((doubt) => `· ${localize(doubt, locale)}`);
  const steps = [messages.stop, messages.correct, messages.keep, messages.contact];
  return [
    [text(fits ? messages.mightFit : messages.deskJudges, locale), ...doubts].join("\n"),
    [text(messages.doNow, locale), ...steps.map((step) => `👉 ${localize(step, locale)}`)].join(
      "\n",
    ),
    text(messages.noPromise, locale),
    ...clauses.map((clause) => relatedLine(clause, locale)),
  ];
}

function doubtsOf({ first, minor, fixed }: FirstAidAnswers) {
  const doubts: (typeof messages)[keyof typeof messages][] = [];
  if (first !== "yes") doubts.push(first === "no" ? messages.notFirst : messages.firstUnsure);
  if (minor !== "yes") doubts.push(minor === "no" ? messages.notMinor : messages.minorUnsure);
  if (fixed !== "yes") doubts.push(messages.notFixed);
  return doubts;
}
