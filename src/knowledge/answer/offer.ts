import { CALCULATOR_IDS } from "../calculators/calculation.ts";
import { CALCULATOR_CLAUSES } from "../calculators/calculators.ts";

/** A flow that goes on from an answer: a calculator on its clause, the first-aid questions, or what is coming up. */
export interface Offer {
  readonly flow: "calc" | "firstaid" | "events";
  /** The calculator; nothing for the others. */
  readonly args: string;
}

const FIRST_AID_MATTERS: readonly string[] = [
  "gov-first-aid-kit",
  "gov-first-aid-conditions",
  "gov-first-aid-examples",
  "law-penalty-first",
];

/** Salons, trainings and open mics: whoever asks about them may want to come to the next. */
const EVENT_MATTERS: readonly string[] = [
  "event-ai-open-mic",
  "event-compliance-salon",
  "event-digital-salon",
  "event-security-training",
  "event-topics",
];

/** What to offer beside an answer from these clauses, main one first; undefined for nothing. */
export function offerFor(clauses: readonly string[], flows: readonly string[]): Offer | undefined {
  const [main = ""] = clauses;
  const calculator = CALCULATOR_IDS.find((id) => CALCULATOR_CLAUSES[id][0] === main);
  const offer: Offer | undefined =
    calculator === undefined ? offerOn(main) : { flow: "calc", args: calculator };
  return offer !== undefined && flows.includes(offer.flow) ? offer : undefined;
}

function offerOn(clause: string): Offer | undefined {
  if (FIRST_AID_MATTERS.includes(clause)) return { flow: "firstaid", args: "" };
  return EVENT_MATTERS.includes(clause) ? { flow: "events", args: "" } : undefined;
}
