import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { LOCALES } from "../../src/i18n/locale.ts";
import { type Answerer, createAnswerer, type HeldBack } from "../../src/knowledge/answer.ts";
import {
  CALCULATOR_IDS,
  type CalculatorId,
  type CalculatorInputs,
} from "../../src/knowledge/calculators/calculation.ts";
import { loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { drawn } from "../support/fuzz.ts";

let answerer: Answerer;
const heldBack: HeldBack[] = [];

beforeAll(async () => {
  answerer = createAnswerer(await loadKnowledge(KNOWLEDGE_FOLDER), {
    onHeldBack: (held) => heldBack.push(held),
  });
});

const money = fc.oneof(
  fc.integer({ min: 1, max: 100_000_000_00 }),
  fc.constantFrom(1_00, 3_00, 8000_00, 500_000_00),
);
const inputs: Readonly<Record<CalculatorId, fc.Arbitrary<CalculatorInputs>>> = {
  "rent-relief": fc.record(
    {
      rent: money,
      per: fc.constantFrom("month" as const, "year" as const),
      year: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ["rent"] },
  ),
  fledgling: fc.record({ amount: money }),
  "guarantee-fee": fc.record({ amount: money }),
  "interest-subsidy": fc.oneof(
    fc.record({ interest: money }),
    fc.record({
      loan: money,
      rate: fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10),
    }),
  ),
  "housing-subsidy": fc.record(
    { subsidy: money, months: fc.integer({ min: 1, max: 60 }) },
    { requiredKeys: ["months"] },
  ),
  "apartment-stays": fc.record({
    stays: fc.integer({ min: 1, max: 9 }),
    days: fc.integer({ min: 1, max: 9 }),
  }),
};

describe.each(CALCULATOR_IDS)("%s", (calculator) => {
  it.each(LOCALES)("is never held back for its own figures (%s)", (locale) => {
    fc.assert(
      fc.property(inputs[calculator], (given) => {
        const before = heldBack.length;
        const answer = answerer.calculate(calculator, given, locale);
        expect(heldBack.slice(before)).toEqual([]);
        expect(answer.kind).toBe("answer");
      }),
      { numRuns: drawn(150) },
    );
  });
});
