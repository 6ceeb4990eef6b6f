import type { Localized } from "../../i18n/locale.ts";
import type { Clause, StatedFigure } from "../content/clause.ts";

/** Which of a clause's figures is meant; what is left out does not matter. */
export interface Wanted {
  readonly unit: StatedFigure["unit"];
  /** `null`: only a figure without a period. */
  readonly period?: string | null;
  readonly cap?: true;
  /** Words of its Chinese description. */
  readonly what?: string;
}

/**
 * The one figure of a clause that fits; undefined when none does, or when several different ones do:
 * then the clause has changed beyond what a calculator can know.
 */
export function statedAmount(clause: Clause, wanted: Wanted): number | undefined {
  const amounts = new Set(
    clause.numbers.filter((each) => fits(each, wanted)).map(({ amount }) => amount),
  );
  const [amount] = amounts;
  return amounts.size === 1 && typeof amount === "number" && amount >= 0 ? amount : undefined;
}

function fits(stated: StatedFigure, { unit, period, cap, what }: Wanted): boolean {
  return (
    stated.unit === unit &&
    (period === undefined || (stated.period ?? null) === period) &&
    (cap === undefined || stated.cap === cap) &&
    (what === undefined || stated.what.zh.includes(what))
  );
}

/** What a clause leaves open about the base something is counted on, if it does. */
export function openBase(clause: Clause): Localized | undefined {
  return clause.notStated.find(({ about }) =>
    about.some((topic) => topic === "base" || topic === "rate-basis"),
  );
}

/** The conditions of several clauses, each once. */
export function conditionsOf(clauses: readonly Clause[]): readonly Localized[] {
  const all = clauses.flatMap(({ conditions }) => conditions);
  return all.filter(({ zh }, at) => all.findIndex((other) => other.zh === zh) === at);
}
