import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { CalculationResult } from "./calculation.ts";
import { badAmount, refuse, yuanFigure } from "./checks.ts";
import { type Fen, splitEvenly, toFen } from "./fen.ts";
import { loanMessages as messages } from "./messages.ts";
import { conditionsOf, statedAmount } from "./stated.ts";
import { both } from "./wording.ts";

const CALCULATOR = "fledgling";

/** The clauses of the 雏鹰计划: how it is repaid, how much it gives, and for whom it is. */
export interface FledglingClauses {
  readonly repay: Clause;
  readonly amount: Clause;
  readonly eligibility: readonly Clause[];
}

/** Repayment of the 雏鹰计划 in equal interest-free instalments; beyond the cap it is the cap that is repaid. */
export function fledglingRepayment(
  { repay, amount, eligibility }: FledglingClauses,
  asked: Fen,
): CalculationResult {
  const clauses = [repay, amount, ...eligibility];
  const refused = refuse(CALCULATOR, clauses, [badAmount(asked)]);
  if (refused !== undefined) return refused;
  const count = statedAmount(repay, { unit: "instalment" });
  const interest = statedAmount(repay, { unit: "%" });
  const cap = fundingCap(amount);
  const isKnown = count !== undefined && Number.isInteger(count) && count > 0 && interest === 0;
  if (!isKnown || cap === undefined) return { kind: "unavailable", calculator: CALCULATOR };
  const funding = Math.min(asked, cap);
  const { regular, last } = splitEvenly(funding, count);
  const remarks: Localized[] = [messages.fundingDecided];
  if (asked > cap) remarks.unshift(both(messages.fundingCapped, { asked, cap }));
  return {
    kind: "calculated",
    calculator: CALCULATOR,
    result: both(messages.repayResult, { count, regular, last }),
    working: repayWorking(funding, count, regular, last),
    remarks,
    estimate: undefined,
    conditions: conditionsOf([amount, ...eligibility]),
    clauses,
    inputs: [yuanFigure(funding)],
    figures: [...[asked, cap, regular, last].map(yuanFigure), { value: count - 1, unit: "count" }],
  };
}

/** The most that is granted, in fen; undefined when the clause does not say. */
export function fundingCap(amount: Clause): Fen | undefined {
  const yuan = statedAmount(amount, { unit: "CNY", cap: true });
  return yuan === undefined ? undefined : toFen(yuan);
}

function repayWorking(amount: Fen, count: number, regular: Fen, last: Fen): Localized[] {
  if (regular === last) return [both(messages.repayExact, { amount, count, regular })];
  return [
    both(messages.repayShare, { amount, count, regular }),
    both(messages.repayLast, { amount, regular, before: count - 1, last }),
  ];
}
