import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { PlainFigure } from "../figures/figure.ts";
import type { CalculationResult } from "./calculation.ts";
import { badAmount, refuse, yuanFigure } from "./checks.ts";
import { type Fen, percentOf } from "./fen.ts";
import { inputMessages, loanMessages as messages } from "./messages.ts";
import { conditionsOf, openBase, statedAmount } from "./stated.ts";
import { both } from "./wording.ts";

const CALCULATOR = "interest-subsidy";
const MOST_RATE = 100;

/** Interest for a year as it was told: the sum, or a loan and its yearly rate in percent. */
export type InterestInput =
  | { readonly interest: Fen }
  | { readonly loan: Fen; readonly rate: number };

/** The subsidy on a year's interest of a bank loan. */
export function interestSubsidy(clause: Clause, input: InterestInput): CalculationResult {
  const refused = refuse(CALCULATOR, [clause], refusals(input));
  if (refused !== undefined) return refused;
  const percent = statedAmount(clause, { unit: "%" });
  if (percent === undefined || percent > 100)
    return { kind: "unavailable", calculator: CALCULATOR };
  const { interest, working, inputs } = interestOf(input);
  const subsidy = percentOf(interest, percent);
  const rest = interest - subsidy;
  return {
    kind: "calculated",
    calculator: CALCULATOR,
    result: both(messages.interestResult, { subsidy, rest }),
    working: [
      ...working,
      both(messages.interestWorking, { interest, percent, subsidy }),
      both(messages.interestRest, { interest, subsidy, rest }),
    ],
    remarks: [],
    estimate: openBase(clause),
    conditions: conditionsOf([clause]),
    clauses: [clause],
    inputs,
    figures: [...[interest, subsidy, rest].map(yuanFigure), { value: 1, unit: "year" }],
  };
}

function refusals(input: InterestInput): (Localized | undefined)[] {
  if ("interest" in input) return [badAmount(input.interest)];
  const isRate = input.rate > 0 && input.rate <= MOST_RATE;
  return [badAmount(input.loan), isRate ? undefined : inputMessages.notPositive];
}

interface YearsInterest {
  readonly interest: Fen;
  readonly working: readonly Localized[];
  readonly inputs: readonly PlainFigure[];
}

function interestOf(input: InterestInput): YearsInterest {
  if ("interest" in input) {
    return { interest: input.interest, working: [], inputs: [yuanFigure(input.interest)] };
  }
  const { loan, rate } = input;
  const interest = percentOf(loan, rate);
  return {
    interest,
    working: [both(messages.interestOfLoan, { loan, rate, interest })],
    inputs: [yuanFigure(loan), { value: rate, unit: "percent" }],
  };
}
