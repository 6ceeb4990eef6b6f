import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  coverageAtLeakage,
  hitRate,
  meanReciprocalRank,
  type Outcome,
  percentile,
} from "../../src/knowledge/benchmark/figures.ts";

const inside = (confidence: number, place?: number): Outcome => ({
  place,
  confidence,
  answerable: true,
});
const outside = (confidence: number): Outcome => ({
  place: undefined,
  confidence,
  answerable: false,
});

describe("figures of a ranking", () => {
  const outcomes = [inside(3, 1), inside(2, 2), inside(1, 4), inside(1), outside(9)];

  it("count answerable questions only", () => {
    expect(hitRate(outcomes, 1)).toBe(1 / 4);
    expect(hitRate(outcomes, 3)).toBe(2 / 4);
    expect(meanReciprocalRank(outcomes)).toBe((1 + 1 / 2 + 1 / 4) / 4);
  });

  it("are 0 where nothing is answerable", () => {
    expect([hitRate([outside(1)], 1), meanReciprocalRank([])]).toEqual([0, 0]);
  });
});

describe("telling answerable from out-of-scope questions", () => {
  it.each([
    ["always", [inside(3), inside(2), outside(1)], 1],
    ["never", [inside(1), outside(2), outside(3)], 0],
    ["by chance", [inside(1), inside(3), outside(1), outside(3)], 0.5],
    ["three pairs of four", [inside(2), inside(4), outside(1), outside(3)], 0.75],
  ])("%s", (_how, outcomes, area) => expect(areaUnderCurve(outcomes)).toBe(area));

  it("agrees with counting every pair", () => {
    const values = Array.from({ length: 60 }, (_, at) => (at * 37) % 11);
    const outcomes = values.map((value, at) => (at % 3 === 0 ? outside(value) : inside(value + 1)));
    const pairs = outcomes
      .filter(({ answerable }) => answerable)
      .flatMap((a) => outcomes.filter(({ answerable }) => !answerable).map((b) => [a, b] as const));
    const wins = pairs.map(([a, b]) => (Math.sign(a.confidence - b.confidence) + 1) / 2);
    const counted = wins.reduce((sum, win) => sum + win, 0) / pairs.length;
    expect(areaUnderCurve(outcomes)).toBeCloseTo(counted, 12);
  });

  it("lets a tenth of the out-of-scope questions through and no more", () => {
    const out = Array.from({ length: 20 }, (_, at) => outside(at));
    // Of 20, the two surest (18, 19) may pass: what is surer than 17 is answered.
    expect(coverageAtLeakage([inside(17), inside(18), inside(30), ...out])).toBe(2 / 3);
  });

  it("has no figure without both", () => {
    expect(areaUnderCurve([inside(1, 1)])).toBeNull();
    expect(coverageAtLeakage([outside(1)])).toBeNull();
  });
});

it("takes the value a share of the values does not exceed", () => {
  const values = [5, 1, 4, 2, 3];
  expect([0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([3, 5, 5]);
  expect(percentile([], 0.5)).toBe(0);
});
