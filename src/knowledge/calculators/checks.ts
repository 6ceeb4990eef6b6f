import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { PlainFigure } from "../figures/figure.ts";
import type { CalculatorId, Refusal } from "./calculation.ts";
import { type Fen, inYuan, isCalculable, MOST_FEN } from "./fen.ts";
import { inputMessages } from "./messages.ts";
import { both } from "./wording.ts";

/** The most of anything that is counted: months, times, days. */
const MOST_COUNT = 999;

/** Why an amount can't be calculated with; undefined when it can. */
export function badAmount(amount: Fen): Localized | undefined {
  if (isCalculable(amount)) return undefined;
  return amount > MOST_FEN
    ? both(inputMessages.tooLarge, { most: MOST_FEN })
    : inputMessages.notPositive;
}

/** Why a count can't be calculated with; undefined when it can. */
export function badCount(count: number): Localized | undefined {
  if (!Number.isInteger(count) || count <= 0) return inputMessages.countNotPositive;
  return count > MOST_COUNT ? both(inputMessages.countTooLarge, { most: MOST_COUNT }) : undefined;
}

/** The refusal of the first amount or count that can't be calculated with, if any. */
export function refuse(
  calculator: CalculatorId,
  clauses: readonly Clause[],
  reasons: readonly (Localized | undefined)[],
): Refusal | undefined {
  const reason = reasons.find((each) => each !== undefined);
  if (reason === undefined) return undefined;
  const limits: PlainFigure[] = [yuanFigure(MOST_FEN), { value: MOST_COUNT, unit: "bare" }];
  return { kind: "refused", calculator, reason, clauses, inputs: [], figures: limits };
}

/** Money as a figure of an answer. */
export function yuanFigure(amount: Fen): PlainFigure {
  return { value: inYuan(amount), unit: "money" };
}
