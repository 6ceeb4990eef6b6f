import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROJECT } from "../structure/tree.ts";

/** Runs fixtures in a process of their own, on a machine without any service. */
function run(fixture: string, env: Readonly<Record<string, string>> = {}) {
  const vitest = join(PROJECT, "node_modules/vitest/vitest.mjs");
  const config = join(PROJECT, "test/support/fixtures/vitest.config.ts");
  return new Promise<{ code: number; lines: readonly string[] }>((resolve) => {
    execFile(
      process.execPath,
      [vitest, "run", "--config", config, fixture],
      { env: { PATH: "/nonexistent", ...env } },
      (error, output) => {
        const code = typeof error?.code === "number" ? error.code : 0;
        resolve({ code, lines: output.trimEnd().split("\n") });
      },
    );
  });
}

const lastOf = (lines: readonly string[]) => lines.at(-1);

describe.concurrent("what a run prints last", { timeout: 120_000 }, () => {
  test("a green run counts what it left out", async () => {
    const { code, lines } = await run("green");
    expect(lines.slice(-2)).toEqual([
      "NOT RUN: 2 Redis tests (no redis-server; the same contract ran on PostgreSQL)",
      "1 passed, 0 failed, 3 skipped",
    ]);
    expect(code).toBe(0);
  });

  test("with CI=true a missing service is a failure", async () => {
    const { code, lines } = await run("green", { CI: "true" });
    expect(lastOf(lines)).toBe("1 passed, 2 failed, 1 skipped");
    expect(code).toBe(1);
  });

  test("a file that can't be loaded is a failure", async () => {
    const { code, lines } = await run("broken-import");
    expect(lastOf(lines)).toBe("0 passed, 1 failed, 0 skipped");
    expect(code).toBe(1);
  });

  test("a failing hook is a failure", async () => {
    const { code, lines } = await run("broken-hook");
    expect(lastOf(lines)).toBe("0 passed, 1 failed, 1 skipped");
    expect(code).toBe(1);
  });

  test("an error outside of any test is a failure", async () => {
    const { code, lines } = await run("leaking");
    expect(lastOf(lines)).toBe("2 passed, 1 failed, 0 skipped");
    expect(code).toBe(1);
  });

  test("a personal value in what operators can read is a failure", async () => {
    const { code, lines } = await run("telling", { TELLS: "1" });
    expect(lines.slice(-2)).toEqual([
      "LEAK: personal value in log 林小满 (test/support/leaks)",
      "1 passed, 1 failed, 0 skipped",
    ]);
    expect(code).toBe(1);
    expect(lastOf((await run("telling")).lines)).toBe("1 passed, 0 failed, 0 skipped");
  });

  const flows = { FIXTURES: "flows-half.fixture.ts" };

  test("flows that were gone through in part are a failure, with the step nobody reached", async () => {
    const { code, lines } = await run("", flows);
    expect(lines.slice(-3)).toEqual([
      "TOO FEW: flow steps: 1 of 2 reached (50.0 %), at least 95 % are expected",
      "  not reached: test.two/missed",
      "1 passed, 1 failed, 0 skipped",
    ]);
    expect(code).toBe(1);
  });

  test("flows that were gone through are counted", async () => {
    const { code, lines } = await run("", { ...flows, WHOLE: "1" });
    expect(lines.slice(-2)).toEqual([
      "flow steps: 2 of 2 reached (100.0 %)",
      "1 passed, 0 failed, 0 skipped",
    ]);
    expect(code).toBe(0);
  });

  test("a run that finds no test is a failure", async () => {
    const { code, lines } = await run("no-such-file");
    expect(lastOf(lines)).toBe("0 passed, 1 failed, 0 skipped");
    expect(code).toBe(1);
  });
});
