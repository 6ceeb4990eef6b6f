import { expect, test } from "vitest";
import { judgeCoverage } from "./flow-coverage/coverage.ts";

const points = (count: number) => new Set(Array.from({ length: count }, (_, at) => `flow/${at}`));

test("a step that no test reached is named", () => {
  const { isEnough, lines } = judgeCoverage({ known: points(40), reached: points(39) });
  expect(isEnough).toBe(true);
  expect(lines).toEqual(["flow steps: 39 of 40 reached (97.5 %)", "  not reached: flow/39"]);
});

test("below 95 % is too few", () => {
  expect(judgeCoverage({ known: points(40), reached: points(38) }).isEnough).toBe(true);
  expect(judgeCoverage({ known: points(40), reached: points(37) }).isEnough).toBe(false);
});

test("steps of flows that do not ship count for nothing", () => {
  const reached = new Set(["test/one"]);
  expect(judgeCoverage({ known: points(1), reached }).isEnough).toBe(false);
});

test("a run that never put the bot together has reached nothing", () => {
  expect(judgeCoverage({ known: new Set(), reached: new Set() }).isEnough).toBe(false);
});
