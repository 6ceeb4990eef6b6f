import type { Clause } from "../content/clause.ts";
import type { CalculationResult } from "./calculation.ts";
import { badAmount, refuse, yuanFigure } from "./checks.ts";
import { type Fen, percentOf } from "./fen.ts";
import { loanMessages as messages } from "./messages.ts";
import { conditionsOf, openBase, statedAmount } from "./stated.ts";
import { both } from "./wording.ts";

const CALCULATOR = "guarantee-fee";

/** The fee of the policy guarantee on an amount. */
export function guaranteeFee(clause: Clause, amount: Fen): CalculationResult {
  const refused = refuse(CALCULATOR, [clause], [badAmount(amount)]);
  if (refused !== undefined) return refused;
  const percent = statedAmount(clause, { unit: "%" });
  if (percent === undefined) return { kind: "unavailable", calculator: CALCULATOR };
  const fee = percentOf(amount, percent);
  return {
    kind: "calculated",
    calculator: CALCULATOR,
    result: both(messages.feeResult, { fee }),
    working: [both(messages.feeWorking, { amount, percent, fee })],
    remarks: [],
    estimate: openBase(clause),
    conditions: conditionsOf([clause]),
    clauses: [clause],
    inputs: [yuanFigure(amount)],
    figures: [yuanFigure(fee)],
  };
}
