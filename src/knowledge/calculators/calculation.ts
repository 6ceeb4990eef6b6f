import { z } from "zod";
import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { PlainFigure } from "../figures/figure.ts";

/** The calculators there are, in the order they are offered; ids stand in buttons and stored runs. */
export const CALCULATOR_IDS = [
  "rent-relief",
  "fledgling",
  "guarantee-fee",
  "interest-subsidy",
  "housing-subsidy",
  "apartment-stays",
] as const;
export type CalculatorId = (typeof CALCULATOR_IDS)[number];

/** Everything a calculator can be told; each takes the ones it needs. Amounts in fen. */
export const calculatorInputs = z.strictObject({
  /** Rent for one month or one year, as `per` says; undefined `per`: it was not said. */
  rent: z.number().exactOptional(),
  per: z.enum(["month", "year"]).exactOptional(),
  /** One year of the tenancy, counted from 1; all years when left out. */
  year: z.number().exactOptional(),
  /** The funding, or the amount guaranteed. */
  amount: z.number().exactOptional(),
  /** Interest paid in a year. */
  interest: z.number().exactOptional(),
  /** A loan and its yearly rate in percent, from which a year's interest follows. */
  loan: z.number().exactOptional(),
  rate: z.number().exactOptional(),
  /** Subsidy granted for a month; the cap when left out. */
  subsidy: z.number().exactOptional(),
  months: z.number().exactOptional(),
  /** Stays in one year, and days of each. */
  stays: z.number().exactOptional(),
  days: z.number().exactOptional(),
});
export type CalculatorInputs = Readonly<z.infer<typeof calculatorInputs>>;

/** A result with everything that is needed to check it by hand. */
export interface Calculation {
  readonly kind: "calculated";
  readonly calculator: CalculatorId;
  /** The result in a sentence. */
  readonly result: Localized;
  /** The working, one line a step; the first line starts from the inputs. */
  readonly working: readonly Localized[];
  /** What was capped or taken for granted, in sentences. */
  readonly remarks: readonly Localized[];
  /** Why this is only an estimate: what the text leaves open about its base; undefined when it is exact. */
  readonly estimate: Localized | undefined;
  readonly conditions: readonly Localized[];
  /** The clauses it rests on, main one first. */
  readonly clauses: readonly Clause[];
  /** What was put in, and what came out of it on the way: figures the words above may hold. */
  readonly inputs: readonly PlainFigure[];
  readonly figures: readonly PlainFigure[];
}

/** Inputs that are not calculated with, and why, in a sentence for the person. */
export interface Refusal {
  readonly kind: "refused";
  readonly calculator: CalculatorId;
  readonly reason: Localized;
  readonly clauses: readonly Clause[];
  readonly inputs: readonly PlainFigure[];
  readonly figures: readonly PlainFigure[];
}

/** The clauses no longer hold what is needed: withdrawn, or changed beyond what the calculator knows. */
export interface Unavailable {
  readonly kind: "unavailable";
  readonly calculator: CalculatorId;
}

export type CalculationResult = Calculation | Refusal | Unavailable;
