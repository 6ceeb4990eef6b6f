import { type Locale, localize } from "../../i18n/locale.ts";
import { fill } from "../../i18n/messages.ts";
import type { Calculation, Refusal } from "../calculators/calculation.ts";
import { knowledgeMessages as messages } from "../messages.ts";
import { clauseParagraphs } from "./paragraphs.ts";

/** The paragraphs of a calculation: result, working, what it takes for granted, what is open, conditions. */
export function calculationParagraphs(outcome: Calculation | Refusal, locale: Locale): string[] {
  if (outcome.kind === "refused") return refusalParagraphs(outcome, locale);
  const { result, working, remarks, estimate, conditions } = outcome;
  const said = localize(result, locale);
  const steps = working.map((step) => fill(messages.workingStep, locale, localize(step, locale)));
  const gap = locale === "en" ? " " : "";
  return [
    estimate === undefined ? said : fill(messages.estimated, locale, { result: said }),
    steps.join("\n"),
    ...(estimate === undefined
      ? []
      : [fill(messages.estimateWhy, locale, { detail: localize(estimate, locale) })]),
    ...(remarks.length === 0 ? [] : [remarks.map((each) => localize(each, locale)).join(gap)]),
    ...(conditions.length === 0
      ? []
      : [
          fill(messages.conditions, locale, {
            conditions: conditions.map((each) => localize(each, locale)),
          }),
        ]),
  ];
}

/** Why it is not worked out, and what the clause says all the same. */
function refusalParagraphs({ reason, clauses }: Refusal, locale: Locale): string[] {
  const [clause] = clauses;
  const stated = clause === undefined ? [] : clauseParagraphs(clause, locale);
  return [localize(reason, locale), ...stated];
}
