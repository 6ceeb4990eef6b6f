import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { CalculationResult } from "./calculation.ts";
import { badCount, refuse } from "./checks.ts";
import { talentMessages as messages } from "./messages.ts";
import { conditionsOf, statedAmount } from "./stated.ts";
import { both } from "./wording.ts";

const CALCULATOR = "apartment-stays";

/** How many days of some stays in one year are free at the talent apartment. */
export function apartmentStays(
  clause: Clause,
  asked: { readonly stays: number; readonly days: number },
): CalculationResult {
  const refused = refuse(CALCULATOR, [clause], [badCount(asked.stays), badCount(asked.days)]);
  if (refused !== undefined) return refused;
  const mostDays = statedAmount(clause, { unit: "day", period: null, cap: true });
  const mostStays = statedAmount(clause, { unit: "time", period: "year", cap: true });
  if (mostDays === undefined || mostStays === undefined) {
    return { kind: "unavailable", calculator: CALCULATOR };
  }
  const days = Math.min(asked.days, mostDays);
  const stays = Math.min(asked.stays, mostStays);
  const free = stays * days;
  const over = asked.stays * asked.days - free;
  const remarks: Localized[] = [];
  if (asked.days > mostDays) {
    remarks.push(both(messages.daysCapped, { asked: asked.days, cap: mostDays }));
  }
  if (asked.stays > mostStays) {
    remarks.push(both(messages.staysCapped, { asked: asked.stays, cap: mostStays }));
  }
  return {
    kind: "calculated",
    calculator: CALCULATOR,
    result: both(messages.stayResult, { free, over }),
    working: [both(messages.stayWorking, { stays, days, free })],
    remarks,
    estimate: undefined,
    conditions: conditionsOf([clause]),
    clauses: [clause],
    inputs: [
      { value: stays, unit: "time" },
      { value: days, unit: "day" },
    ],
    figures: [
      ...[free, over, asked.days].map((value) => ({ value, unit: "day" as const })),
      { value: asked.stays, unit: "time" },
    ],
  };
}
