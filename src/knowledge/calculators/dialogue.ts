import { foldText } from "../text/normalize.ts";
import { CALCULATOR_IDS, type CalculatorId, type CalculatorInputs } from "./calculation.ts";
import { badAmount, badCount } from "./checks.ts";
import { type ParsedInput, parseAmount, parseCount } from "./parse-input.ts";
import { READERS } from "./readers.ts";
import { readSentence } from "./sentence.ts";

/** An input asked for in a dialogue as a number of its own. */
export type NumberField = "rent" | "amount" | "interest" | "subsidy" | "months" | "stays" | "days";

/** A plain answer to the question for one input: fen for money, a whole number for the rest. */
export function parseField(field: NumberField, text: string): ParsedInput {
  switch (field) {
    case "rent":
    case "amount":
    case "interest":
    case "subsidy":
      return parseAmount(text);
    case "months":
      return parseCount(text, "month");
    case "stays":
      return parseCount(text, "time");
    case "days":
      return parseCount(text, "day");
  }
}

/** The calculator a text names; undefined when it names none or several. */
export function namedCalculator(text: string): CalculatorId | undefined {
  const folded = foldText(text);
  const named = CALCULATOR_IDS.filter((id) => {
    const { names, except } = READERS[id];
    return names.test(folded) && except?.test(folded) !== true;
  });
  return named.length === 1 ? named[0] : undefined;
}

/**
 * The usable inputs of a calculator standing in a text; none in a text that names the matter of another one.
 */
export function readInputs(
  text: string,
  calculator: CalculatorId,
  cap: number | undefined,
): CalculatorInputs {
  const named = namedCalculator(text);
  if (named !== undefined && named !== calculator) return {};
  const read = READERS[calculator].read(readSentence(foldText(text)), cap);
  return Object.fromEntries(
    Object.entries(read).filter(([field, value]) => isUsable(field, value)),
  );
}

const MONEY: readonly string[] = ["rent", "amount", "interest", "subsidy", "loan"];
const COUNTS: readonly string[] = ["months", "stays", "days"];

function isUsable(field: string, value: string | number): boolean {
  if (typeof value !== "number") return true;
  if (MONEY.includes(field)) return badAmount(value) === undefined;
  return !COUNTS.includes(field) || badCount(value) === undefined;
}
