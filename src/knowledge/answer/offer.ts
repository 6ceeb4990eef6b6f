import { CALCULATOR_IDS } from "../calculators/calculation.ts";
import { CALCULATOR_CLAUSES } from "../calculators/calculators.ts";

/** A flow that goes on from an answer: a calculator on its clause, or the first-aid questions. */
export interface Offer {
  readonly flow: "calc" | "firstaid";
  /** The calculator; nothing for the questions. */
  readonly args: string;
}

const FIRST_AID_MATTERS: readonly string[] = [
  "gov-first-aid-kit",
  "gov-first-aid-conditions",
  "gov-first-aid-examples",
  "law-penalty-first",
];

/** What to offer beside an answer from these clauses, main one first; undefined for nothing. */
export function offerFor(clauses: readonly string[], flows: readonly string[]): Offer | undefined {
  const [main = ""] = clauses;
  const calculator = CALCULATOR_IDS.find((id) => CALCULATOR_CLAUSES[id][0] === main);
  const offer: Offer | undefined =
    calculator === undefined
      ? FIRST_AID_MATTERS.includes(main)
        ? { flow: "firstaid", args: "" }
        : undefined
      : { flow: "calc", args: calculator };
  return offer !== undefined && flows.includes(offer.flow) ? offer : undefined;
}
