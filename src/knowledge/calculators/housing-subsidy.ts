import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { CalculationResult } from "./calculation.ts";
import { badAmount, badCount, refuse, yuanFigure } from "./checks.ts";
import { type Fen, toFen } from "./fen.ts";
import { talentMessages as messages } from "./messages.ts";
import { conditionsOf, statedAmount } from "./stated.ts";
import { both } from "./wording.ts";

const CALCULATOR = "housing-subsidy";

/** The most the rent subsidy can come to over some months; amounts and months beyond the caps count as the caps. */
export function housingSubsidy(
  clause: Clause,
  input: { readonly subsidy?: Fen; readonly months: number },
): CalculationResult {
  const { subsidy: asked, months: askedMonths } = input;
  const refused = refuse(
    CALCULATOR,
    [clause],
    [asked === undefined ? undefined : badAmount(asked), badCount(askedMonths)],
  );
  if (refused !== undefined) return refused;
  const caps = subsidyCaps(clause);
  if (caps === undefined) return { kind: "unavailable", calculator: CALCULATOR };
  const subsidy = Math.min(asked ?? caps.subsidy, caps.subsidy);
  const months = Math.min(askedMonths, caps.months);
  const total = subsidy * months;
  return {
    kind: "calculated",
    calculator: CALCULATOR,
    result: both(messages.housingResult, { total }),
    working: [both(messages.housingWorking, { subsidy, months, total })],
    remarks: remarks(input, caps),
    estimate: undefined,
    conditions: conditionsOf([clause]),
    clauses: [clause],
    inputs: [yuanFigure(subsidy), { value: months, unit: "month" }],
    figures: [...[total, asked ?? subsidy].map(yuanFigure), { value: askedMonths, unit: "month" }],
  };
}

interface Caps {
  readonly subsidy: Fen;
  readonly months: number;
}

function subsidyCaps(clause: Clause): Caps | undefined {
  const yuan = statedAmount(clause, { unit: "CNY", period: "month", cap: true });
  const months = statedAmount(clause, { unit: "month", cap: true });
  const subsidy = yuan === undefined ? undefined : toFen(yuan);
  if (subsidy === undefined || months === undefined) return undefined;
  return { subsidy, months };
}

function remarks(
  { subsidy, months }: { readonly subsidy?: Fen; readonly months: number },
  caps: Caps,
): Localized[] {
  const said: Localized[] = [];
  if (subsidy === undefined) said.push(both(messages.atCap, { cap: caps.subsidy }));
  else if (subsidy > caps.subsidy) {
    said.push(both(messages.subsidyCapped, { asked: subsidy, cap: caps.subsidy }));
  }
  if (months > caps.months) {
    said.push(both(messages.monthsCapped, { asked: months, cap: caps.months }));
  }
  return said;
}
