import type { Coverage } from "./flow-coverage/coverage.ts";
import type { Leaks } from "./leaks/collect.ts";
import { partOf, shortfalls } from "./parts.ts";
import { isServiceName, SERVICES, type ServiceName } from "./services.ts";

/** One test of a run, as far as the verdict needs it. */
export interface TestRecord {
  /** Its file, relative to the project. */
  readonly path: string;
  readonly state: "passed" | "failed" | "skipped" | "pending";
  readonly tags: readonly string[];
}

/** A finished run. */
export interface Run {
  readonly tests: readonly TestRecord[];
  /** Failures outside of any test: a file that can't be loaded, a failed hook, an unhandled error. */
  readonly crashes: number;
  /** Whether every test file ran; only then the number of tests per part says something. */
  readonly whole: boolean;
  /** Whether a missing service is a failure. */
  readonly strict: boolean;
  readonly missing: readonly ServiceName[];
  readonly expected: Readonly<Record<string, number>>;
  /** What the tests reached of the flows; undefined where that is not measured. */
  readonly flows?: Coverage | undefined;
  /** What logs, metrics and programs gave away. */
  readonly leaks?: Leaks | undefined;
}

/** What a run comes to. `failed` above zero means the run failed, whatever the reason. */
export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What to print before the last line. */
  readonly notes: readonly string[];
}

/** Judges a run: a test that never finished failed; a missing service is named with what it cost. */
export function judge(run: Run): Verdict {
  const notRun = run.tests.filter((test) => serviceMissedBy(test, run.missing) !== undefined);
  const short = run.whole ? shortfalls(run.expected, countParts(run.tests, notRun)) : [];
  const flows = run.whole ? run.flows : undefined;
  const leaked = run.leaks?.found ?? [];
  const unwatched = run.whole && run.strict ? (run.leaks?.unwatched ?? []) : [];
  const skipped = count(run.tests, "skipped") - (run.strict ? notRun.length : 0);
  const unfinished = count(run.tests, "failed") + count(run.tests, "pending");
  return {
    passed: count(run.tests, "passed"),
    failed:
      unfinished +
      run.crashes +
      short.length +
      (flows?.isEnough === false ? 1 : 0) +
      leaked.length +
      unwatched.length +
      (run.strict ? notRun.length : 0),
    skipped,
    notes: [
      ...short.map((each) => `TOO FEW: ${each}`),
      ...leaked.map((each) => `LEAK: personal value in ${each} (test/support/leaks)`),
      ...unwatched.map((each) => `NOT WATCHED: nobody looked for personal values in ${each}`),
      ...(flows?.lines ?? []),
      ...notRunLines(notRun, run.missing),
    ],
  };
}

/** The last line of a run. */
export function lastLine({ passed, failed, skipped }: Verdict): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function count(tests: readonly TestRecord[], state: TestRecord["state"]): number {
  return tests.filter((test) => test.state === state).length;
}

function serviceMissedBy(
  test: TestRecord,
  missing: readonly ServiceName[],
): ServiceName | undefined {
  if (test.state !== "skipped") return undefined;
  return test.tags.filter(isServiceName).find((name) => missing.includes(name));
}

/** Tests per part that ran, or would have with the missing service; a test switched off doesn't count. */
function countParts(
  tests: readonly TestRecord[],
  notRun: readonly TestRecord[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const test of tests) {
    const part = partOf(test.path);
    const counted = test.state !== "skipped" || notRun.includes(test);
    counts[part] = (counts[part] ?? 0) + (counted ? 1 : 0);
  }
  return counts;
}

function notRunLines(
  notRun: readonly TestRecord[],
  missing: readonly ServiceName[],
): readonly string[] {
  return missing.flatMap((name) => {
    const tests = notRun.filter((test) => serviceMissedBy(test, missing) === name);
    const { label, missing: why } = SERVICES[name];
    return tests.length === 0 ? [] : [`NOT RUN: ${tests.length} ${label} tests (${why})`];
  });
}
