import type { Clause } from "../content/clause.ts";
import { apartmentStays } from "./apartment-stays.ts";
import type { CalculationResult, CalculatorId, CalculatorInputs } from "./calculation.ts";
import { fledglingRepayment, fundingCap } from "./fledgling.ts";
import { guaranteeFee } from "./guarantee-fee.ts";
import { housingSubsidy } from "./housing-subsidy.ts";
import { interestSubsidy } from "./interest-subsidy.ts";
import { reliefYears, rentRelief } from "./rent-relief.ts";

/** The clauses each calculator takes its rates from, main one first. */
export const CALCULATOR_CLAUSES = {
  "rent-relief": ["rent-relief-schedule"],
  fledgling: ["chick-plan-repay", "chick-plan-amount", "vfund-eligibility"],
  "guarantee-fee": ["fin-guarantee-rate"],
  "interest-subsidy": ["fin-interest-subsidy"],
  "housing-subsidy": ["talent-rent-subsidy"],
  "apartment-stays": ["talent-apartment"],
} as const satisfies Record<CalculatorId, readonly string[]>;

/** The calculators on one base: a withdrawn clause or a changed figure shows in the next result. */
export interface Calculators {
  /** The result; undefined while an input it needs is missing. */
  calculate(calculator: CalculatorId, inputs: CalculatorInputs): CalculationResult | undefined;
  /** Years the rent relief runs for, and the cap of the 雏鹰计划 in fen, as the clauses have it now. */
  reliefYears(): number;
  fundingCap(): number | undefined;
}

/** Prepares the calculators from the clauses there are. */
export function buildCalculators(clauses: readonly Clause[]): Calculators {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const clauseOf = (calculator: CalculatorId) => byId.get(CALCULATOR_CLAUSES[calculator][0]);
  const [, amountId, eligibilityId] = CALCULATOR_CLAUSES.fledgling;

  function fledgling(repay: Clause, asked: number): CalculationResult {
    const amount = byId.get(amountId);
    if (amount === undefined) return { kind: "unavailable", calculator: "fledgling" };
    const eligibility = [byId.get(eligibilityId)].filter((clause) => clause !== undefined);
    return fledglingRepayment({ repay, amount, eligibility }, asked);
  }

  function calculate(
    calculator: CalculatorId,
    inputs: CalculatorInputs,
  ): CalculationResult | undefined {
    const clause = clauseOf(calculator);
    if (clause === undefined) return { kind: "unavailable", calculator };
    const { rent, amount, interest, loan, rate, subsidy, months, stays, days } = inputs;
    switch (calculator) {
      case "rent-relief":
        return rent === undefined ? undefined : rentRelief(clause, { ...inputs, rent });
      case "fledgling":
        return amount === undefined ? undefined : fledgling(clause, amount);
      case "guarantee-fee":
        return amount === undefined ? undefined : guaranteeFee(clause, amount);
      case "interest-subsidy":
        if (interest !== undefined) return interestSubsidy(clause, { interest });
        if (loan === undefined || rate === undefined) return undefined;
        return interestSubsidy(clause, { loan, rate });
      case "housing-subsidy":
        if (months === undefined) return undefined;
        return housingSubsidy(clause, subsidy === undefined ? { months } : { subsidy, months });
      case "apartment-stays":
        if (stays === undefined || days === undefined) return undefined;
        return apartmentStays(clause, { stays, days });
    }
  }

  return {
    calculate,
    reliefYears: () => {
      const clause = clauseOf("rent-relief");
      return clause === undefined ? 0 : reliefYears(clause);
    },
    fundingCap: () => {
      const clause = byId.get(amountId);
      return clause === undefined ? undefined : fundingCap(clause);
    },
  };
}
