import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type {
  Calculation,
  CalculatorId,
  CalculatorInputs,
} from "../../src/knowledge/calculators/calculation.ts";
import { buildCalculators } from "../../src/knowledge/calculators/calculators.ts";
import { percentOf, splitEvenly, writeYuan } from "../../src/knowledge/calculators/fen.ts";
import { type KnowledgeBase, loadKnowledge } from "../../src/knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { drawn } from "../support/fuzz.ts";

let base: KnowledgeBase;

beforeAll(async () => {
  base = await loadKnowledge(KNOWLEDGE_FOLDER);
});

const calculate = (id: CalculatorId, inputs: CalculatorInputs) =>
  buildCalculators(base.clauses).calculate(id, inputs);

function worked(id: CalculatorId, inputs: CalculatorInputs): Calculation {
  const result = calculate(id, inputs);
  if (result?.kind !== "calculated") throw new Error(`${id} came to ${result?.kind ?? "nothing"}`);
  return result;
}

/** The amounts in yuan standing in a line, in order. */
const amountsIn = (line: string) =>
  [...line.matchAll(/([\d,]+(?:\.\d+)?)元/g)].map((found) =>
    Number((found[1] ?? "").replaceAll(",", "")),
  );
const fen = (yuan: number) => Math.round(yuan * 100);

const amount = fc.integer({ min: 1, max: 100_000_000_00 });

describe("the arithmetic", () => {
  it.each([
    [800000, 25, 200000],
    [1, 50, 1],
    [1, 25, 0],
    [100_000_000_00, 0.5, 500_000_00],
    [33333, 75, 25000],
  ])("%i fen × %d %% is %i fen, half up", (of, percent, part) => {
    expect(percentOf(of, percent)).toBe(part);
  });

  it("never loses or adds a fen, never goes below nothing, and grows with the amount", () => {
    fc.assert(
      fc.property(amount, amount, fc.constantFrom(0, 0.5, 25, 50, 75, 100), (one, two, percent) => {
        const [less, more] = [Math.min(one, two), Math.max(one, two)];
        const part = percentOf(less, percent);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(less);
        expect(percentOf(more, percent)).toBeGreaterThanOrEqual(part);
      }),
    );
  });

  it("splits an amount to the fen", () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 120 }), (one, two, count) => {
        const [less, more] = [Math.min(one, two), Math.max(one, two)];
        const { regular, last } = splitEvenly(less, count);
        expect(regular * (count - 1) + last).toBe(less);
        expect(Math.min(regular, last)).toBeGreaterThanOrEqual(0);
        expect(splitEvenly(more, count).regular).toBeGreaterThanOrEqual(regular);
      }),
    );
  });

  it("writes yuan so that they read back the same", () => {
    fc.assert(
      fc.property(amount, (given) => {
        expect(fen(Number(writeYuan(given).replaceAll(",", "")))).toBe(given);
      }),
    );
  });
});

describe("rent relief", () => {
  it("takes 2,000 of 8,000 in the second year, in both languages", () => {
    const { result, working, conditions, estimate, clauses } = worked("rent-relief", {
      rent: 8000_00,
      per: "month",
      year: 2,
    });
    expect(result).toEqual({
      zh: "第2年每月自付2,000元，减免6,000元。",
      en: "In year 2 you pay CNY 2,000 a month; CNY 6,000 is waived.",
    });
    expect(working[0]?.zh).toBe("第2年：月租8,000元 × 自付25% = 2,000元");
    expect(conditions.map(({ zh }) => zh)).toEqual(["须经认定入驻V聚场", "对象是企业"]);
    expect(estimate?.zh).toContain("租金基数");
    expect(clauses.map(({ id }) => id)).toEqual(["rent-relief-schedule"]);
  });

  it("comes to 90,000 of 120,000 a year over three years, 270,000 waived", () => {
    const { result } = worked("rent-relief", { rent: 120_000_00, per: "year" });
    expect(result.zh).toBe("3年合计自付90,000元，减免270,000元。");
  });

  it("adds up: what is paid and what is waived are the whole rent", () => {
    fc.assert(
      fc.property(amount, fc.constantFrom("month" as const, "year" as const), (rent, per) => {
        const { result } = worked("rent-relief", { rent, per });
        const [own = 0, saved = 0] = amountsIn(result.zh).map(fen);
        expect(own + saved).toBe(rent * (per === "month" ? 36 : 3));
        expect(Math.min(own, saved)).toBeGreaterThanOrEqual(0);
        const single = [1, 2, 3].map(
          (year) => amountsIn(worked("rent-relief", { rent, per, year }).result.zh)[0] ?? 0,
        );
        expect(single).toEqual([...single].sort((left, right) => left - right));
        const periods = per === "month" ? 12 : 1;
        expect(single.reduce((sum, each) => sum + fen(each) * periods, 0)).toBe(own);
      }),
      { numRuns: drawn(60) },
    );
  });

  it("knows no fourth year", () => {
    expect(calculate("rent-relief", { rent: 8000_00, per: "month", year: 4 })).toMatchObject({
      kind: "unavailable",
    });
  });
});

describe("the fledgling plan", () => {
  it.each([
    [500_000_00, "每月还13,888.89元，共36期，最后一期13,888.85元，不收利息。"],
    [180_000_00, "每月还5,000元，共36期，不收利息。"],
    [360_000_00, "每月还10,000元，共36期，不收利息。"],
  ])("%i fen", (given, said) => {
    expect(worked("fledgling", { amount: given }).result.zh).toBe(said);
  });

  it("repays exactly what was given, and never more than the cap", () => {
    fc.assert(
      fc.property(amount, (given) => {
        const { result, remarks } = worked("fledgling", { amount: given });
        const [regular = 0, last = regular] = amountsIn(result.zh).map(fen);
        expect(regular * 35 + last).toBe(Math.min(given, 500_000_00));
        expect(remarks.length).toBe(given > 500_000_00 ? 2 : 1);
      }),
    );
  });

  it("names every condition", () => {
    const { conditions } = worked("fledgling", { amount: 1_00 });
    expect(conditions.map(({ zh }) => zh).join()).toContain("在杨浦注册公司");
    expect(conditions.map(({ en }) => en).join()).toContain("start-up");
  });
});

describe("guarantee and interest", () => {
  it("are estimates, because the text gives no base", () => {
    const fee = worked("guarantee-fee", { amount: 1_000_000_00 });
    expect(fee.result.zh).toBe("担保费约5,000元。");
    expect(fee.estimate?.en).toContain("per year or per guarantee");
    const subsidy = worked("interest-subsidy", { interest: 40_000_00 });
    expect(subsidy.result.zh).toBe("贴息约20,000元，自己约付20,000元。");
    expect(subsidy.estimate?.zh).toContain("LPR");
  });

  it("a loan and its rate make a year's interest", () => {
    const { result, working } = worked("interest-subsidy", { loan: 1_000_000_00, rate: 4 });
    expect(result.zh).toContain("20,000元");
    expect(working[0]?.zh).toContain("年利率4% = 40,000元");
  });

  it("subsidy and rest are the interest", () => {
    fc.assert(
      fc.property(amount, (interest) => {
        const [subsidy = 0, rest = 0] = amountsIn(
          worked("interest-subsidy", { interest }).result.zh,
        ).map(fen);
        expect(subsidy + rest).toBe(interest);
      }),
    );
  });
});

describe("housing and apartment", () => {
  it("caps what is granted a month and for how long", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 999 }), (subsidy, months) => {
        const [total = 0] = amountsIn(worked("housing-subsidy", { subsidy, months }).result.zh);
        expect(fen(total)).toBe(Math.min(subsidy, 8000_00) * Math.min(months, 36));
        expect(total).toBeLessThanOrEqual(288_000);
      }),
    );
  });

  it("says what it capped", () => {
    const { result, remarks } = worked("housing-subsidy", { subsidy: 20_000_00, months: 999 });
    expect(result.zh).toContain("288,000元");
    expect(remarks.map(({ zh }) => zh).join()).toMatch(/最高8,000元.*最长36个月/u);
  });

  it("counts five days a stay and two stays a year at most", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        (stays, days) => {
          const { result } = worked("apartment-stays", { stays, days });
          const [free = 0, over = 0] = [...result.zh.matchAll(/(\d+)天/g)].map((day) =>
            Number(day[1]),
          );
          expect(free).toBe(Math.min(stays, 2) * Math.min(days, 5));
          expect(free + over).toBe(stays * days);
        },
      ),
    );
  });
});
