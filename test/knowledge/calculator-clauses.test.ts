import { beforeAll, describe, expect, it } from "vitest";
import type {
  CalculatorId,
  CalculatorInputs,
} from "../../src/knowledge/calculators/calculation.ts";
import { buildCalculators } from "../../src/knowledge/calculators/calculators.ts";
import type { Clause } from "../../src/knowledge/content/clause.ts";
import { type KnowledgeBase, loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";

let base: KnowledgeBase;

beforeAll(async () => {
  base = await loadKnowledge(KNOWLEDGE_FOLDER);
});

const calculate = (
  id: CalculatorId,
  inputs: CalculatorInputs,
  clauses: readonly Clause[] = base.clauses,
) => buildCalculators(clauses).calculate(id, inputs);

/** The Chinese result sentence; a failure when nothing was worked out. */
function resultOf(id: CalculatorId, inputs: CalculatorInputs, clauses: readonly Clause[]): string {
  const result = calculate(id, inputs, clauses);
  if (result?.kind !== "calculated") throw new Error(`${id} came to ${result?.kind ?? "nothing"}`);
  return result.result.zh;
}

describe("bad input", () => {
  const cases: readonly [CalculatorId, CalculatorInputs][] = [
    ["rent-relief", { rent: 0 }],
    ["rent-relief", { rent: -8000_00 }],
    ["rent-relief", { rent: 1e11 }],
    ["rent-relief", { rent: Number.NaN }],
    ["fledgling", { amount: 0.5 }],
    ["guarantee-fee", { amount: Number.POSITIVE_INFINITY }],
    ["interest-subsidy", { interest: -1 }],
    ["interest-subsidy", { loan: 100_00, rate: 400 }],
    ["housing-subsidy", { months: 0 }],
    ["housing-subsidy", { months: 1.5 }],
    ["housing-subsidy", { months: 1_000 }],
    ["housing-subsidy", { subsidy: 0, months: 12 }],
    ["apartment-stays", { stays: -1, days: 3 }],
  ];

  it.each(cases)("%s refuses %o with a sentence in both languages", (id, inputs) => {
    const result = calculate(id, inputs);
    if (result?.kind !== "refused") throw new Error("it was taken");
    expect(result.reason.zh).toMatch(/。$/u);
    expect(result.reason.en).toMatch(/\.$/u);
  });

  it("waits for an input that is missing", () => {
    expect(calculate("rent-relief", {})).toBeUndefined();
    expect(calculate("interest-subsidy", { loan: 100_00 })).toBeUndefined();
    expect(calculate("apartment-stays", { stays: 1 })).toBeUndefined();
  });
});

describe("the clauses rule", () => {
  const inputs: Readonly<Record<CalculatorId, CalculatorInputs>> = {
    "rent-relief": { rent: 8000_00, per: "month", year: 2 },
    fledgling: { amount: 100_000_00 },
    "guarantee-fee": { amount: 100_000_00 },
    "interest-subsidy": { interest: 100_000_00 },
    "housing-subsidy": { months: 12 },
    "apartment-stays": { stays: 1, days: 9 },
  };
  const main: readonly [CalculatorId, string][] = [
    ["rent-relief", "rent-relief-schedule"],
    ["fledgling", "chick-plan-repay"],
    ["fledgling", "chick-plan-amount"],
    ["guarantee-fee", "fin-guarantee-rate"],
    ["interest-subsidy", "fin-interest-subsidy"],
    ["housing-subsidy", "talent-rent-subsidy"],
    ["apartment-stays", "talent-apartment"],
  ];
  /** The base with the figures of one clause changed; no figures at all when `change` gives none. */
  const changed = (
    id: string,
    change: (stated: Clause["numbers"][number]) => Clause["numbers"][number] | undefined,
  ) =>
    base.clauses.map((clause) =>
      clause.id === id
        ? { ...clause, numbers: clause.numbers.flatMap((stated) => change(stated) ?? []) }
        : clause,
    );

  it.each(main)("%s can't be worked out once %s is withdrawn", (id, clause) => {
    const without = base.clauses.filter((each) => each.id !== clause);
    expect(calculate(id, inputs[id], without)).toEqual({ kind: "unavailable", calculator: id });
  });

  it.each(main)("%s can't be worked out once %s states no figures", (id, clause) => {
    const emptied = changed(clause, () => undefined);
    expect(calculate(id, inputs[id], emptied)).toEqual({ kind: "unavailable", calculator: id });
  });

  it("a changed figure changes the result", () => {
    const raised = changed("fin-guarantee-rate", (stated) => ({ ...stated, amount: 1 }));
    expect(resultOf("guarantee-fee", inputs["guarantee-fee"], raised)).toContain("1,000元");
    const lowered = changed("talent-rent-subsidy", (stated) =>
      stated.unit === "CNY" && stated.period === "month" ? { ...stated, amount: 5000 } : stated,
    );
    expect(resultOf("housing-subsidy", inputs["housing-subsidy"], lowered)).toContain("60,000元");
  });

  it("figures that contradict each other, or a formula that no longer holds, are not used", () => {
    const torn = changed("rent-relief-schedule", (stated) =>
      stated.period === "year-2" && stated.amount === 25 ? { ...stated, amount: 30 } : stated,
    );
    expect(calculate("rent-relief", inputs["rent-relief"], torn)).toMatchObject({
      kind: "unavailable",
    });
    const charged = changed("chick-plan-repay", (stated) =>
      stated.unit === "%" ? { ...stated, amount: 2 } : stated,
    );
    expect(calculate("fledgling", inputs.fledgling, charged)).toMatchObject({
      kind: "unavailable",
    });
  });
});
