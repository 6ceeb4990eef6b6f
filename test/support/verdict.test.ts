import { describe, expect, test } from "vitest";
import { partOf, shortfalls } from "./parts.ts";
import { judge, lastLine, type Run, type TestRecord } from "./verdict.ts";

const record = (state: TestRecord["state"], ...tags: readonly string[]): TestRecord => ({
  path: "test/engine/step.test.ts",
  state,
  tags,
});

const run = (tests: readonly TestRecord[], more: Partial<Run> = {}): Run => ({
  tests,
  crashes: 0,
  whole: true,
  strict: false,
  missing: [],
  expected: { "test/engine": 1 },
  ...more,
});

describe("the verdict of a run", () => {
  test("counts what passed, failed and was left out", () => {
    const tests = [record("passed"), record("passed"), record("failed"), record("skipped")];
    expect(lastLine(judge(run(tests)))).toBe("2 passed, 1 failed, 1 skipped");
  });

  test("a test that never finished failed", () => {
    expect(judge(run([record("passed"), record("pending")])).failed).toBe(1);
  });

  test("what breaks outside of the tests fails the run", () => {
    expect(judge(run([record("passed")], { crashes: 2 })).failed).toBe(2);
  });

  test("a missing service is named with the tests it cost", () => {
    const tests = [record("passed"), record("skipped", "browser"), record("skipped", "browser")];
    const verdict = judge(run(tests, { missing: ["browser", "redis"] }));
    expect(verdict.notes).toEqual([
      expect.stringMatching(/^NOT RUN: 2 browser tests \(no Chromium/),
    ]);
    expect(lastLine(verdict)).toBe("1 passed, 0 failed, 2 skipped");
  });

  test("a missing service fails a strict run", () => {
    const tests = [record("passed"), record("skipped", "redis")];
    const verdict = judge(run(tests, { missing: ["redis"], strict: true }));
    expect(lastLine(verdict)).toBe("1 passed, 1 failed, 0 skipped");
  });

  test("a test switched off although its service is there is no NOT RUN", () => {
    const verdict = judge(run([record("passed"), record("skipped", "redis")], { strict: true }));
    expect(verdict).toEqual({ passed: 1, failed: 0, skipped: 1, notes: [] });
  });
});

describe("the number of tests per part", () => {
  test("an empty part fails the run", () => {
    const verdict = judge(
      run([record("passed")], { expected: { "test/engine": 1, "test/store": 1 } }),
    );
    expect(verdict.failed).toBe(1);
    expect(verdict.notes).toEqual([expect.stringMatching(/^TOO FEW: test\/store holds 0 tests/)]);
  });

  test("tests that are switched off don't fill a part", () => {
    expect(judge(run([record("skipped")])).failed).toBe(1);
  });

  test("tests that lack a service do", () => {
    expect(judge(run([record("skipped", "redis")], { missing: ["redis"] })).failed).toBe(0);
  });

  test("a part nobody has listed fails the run", () => {
    expect(shortfalls({}, { "test/new": 3 })).toEqual([expect.stringContaining("not listed")]);
  });

  test("a run of some files isn't judged by it", () => {
    expect(judge(run([], { whole: false })).failed).toBe(0);
  });

  test("a part is the first folder below test", () => {
    expect(partOf("test/knowledge/text/tokens.test.ts")).toBe("test/knowledge");
    expect(partOf("test/boundaries.test.ts")).toBe("test");
  });
});

describe("the steps of the flows", () => {
  const flows = { isEnough: false, lines: ["TOO FEW: flow steps"] };

  test("that too few tests reached fail a whole run", () => {
    const verdict = judge(run([record("passed")], { flows }));
    expect(verdict).toMatchObject({ failed: 1, notes: ["TOO FEW: flow steps"] });
  });

  test("are no matter in a run of some files", () => {
    const verdict = judge(run([record("passed")], { flows, whole: false }));
    expect(verdict).toMatchObject({ failed: 0, notes: [] });
  });
});
