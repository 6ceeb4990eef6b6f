import { relative, sep } from "node:path";
import type { Reporter, TestModule, TestSpecification, Vitest } from "vitest/node";
import { flowCoverage } from "./flow-coverage/collect.ts";
import { type Leaks, watchForLeaks } from "./leaks/collect.ts";
import { PERSONAL_VALUES } from "./leaks/personal-values.ts";
import { PARTS } from "./parts.ts";
import { missingServices } from "./services.ts";
import { judge, lastLine, type TestRecord, type Verdict } from "./verdict.ts";

/**
 * Prints the verdict of a run as the very last thing, ending in `N passed, N failed, N skipped`, and
 * makes the run fail where a part holds too few tests, the flows were not gone through or, with `CI=true`, a
 * service is missing.
 * It waits for the end of the process because what comes after the tests can still fail.
 */
export function verdictReporter(
  expected: Readonly<Record<string, number>> = PARTS,
  { measuresFlows = true }: { readonly measuresFlows?: boolean } = {},
): Reporter {
  let vitest: Vitest | undefined;
  let whole = false;
  let verdict: Verdict = { passed: 0, failed: 0, skipped: 0, notes: [] };
  let finished = false;
  let coverage: ReturnType<typeof flowCoverage> | undefined;
  let leaks: ReturnType<typeof watchForLeaks> | undefined;
  const printed = new Set<string>();
  return {
    onInit(started) {
      vitest = started;
      coverage = flowCoverage();
      leaks = watchForLeaks();
      process.once("exit", (code) => {
        const failed = verdict.failed === 0 && (code !== 0 || !finished) ? 1 : verdict.failed;
        process.exitCode = failed > 0 ? code || 1 : code;
        process.stdout.write(
          `\n${[...verdict.notes, lastLine({ ...verdict, failed })].join("\n")}\n`,
        );
      });
    },
    async onTestRunStart(specifications) {
      if (vitest) whole = await isWhole(vitest, specifications);
    },
    onUserConsoleLog({ content }) {
      for (const value of PERSONAL_VALUES) if (content.includes(value)) printed.add(value);
    },
    onTestRunEnd(modules, unhandledErrors) {
      finished = true;
      const flows = coverage?.finish();
      verdict = judge({
        tests: modules.flatMap(recordsOf),
        crashes: modules.reduce((sum, module) => sum + crashesOf(module), unhandledErrors.length),
        whole,
        strict: !["", "0", "false"].includes(process.env["CI"] ?? ""),
        missing: missingServices(),
        expected,
        flows: measuresFlows ? flows : undefined,
        leaks: withPrinted(leaks?.finish(), printed),
      });
      if (verdict.failed > 0) process.exitCode = 1;
    },
  };
}

/** What tests printed themselves counts as well. */
function withPrinted(leaks: Leaks | undefined, printed: ReadonlySet<string>): Leaks | undefined {
  const own = [...printed].map((value) => `console ${value}`);
  return leaks && { ...leaks, found: [...leaks.found, ...own] };
}

/** Whether nothing was left out: no file, no project, no test by its name or tag. */
async function isWhole(
  vitest: Vitest,
  specifications: readonly TestSpecification[],
): Promise<boolean> {
  const { testNamePattern, tagsFilter, project } = vitest.config;
  const chosen = testNamePattern !== undefined || tagsFilter !== undefined || project.length > 0;
  if (chosen) return false;
  return specifications.length === (await vitest.globTestSpecifications()).length;
}

function recordsOf(module: TestModule): readonly TestRecord[] {
  const path = relative(module.project.vitest.config.root, module.moduleId).split(sep).join("/");
  return [...module.children.allTests()].map((test) => ({
    path,
    state: test.result().state,
    tags: test.tags,
  }));
}

/** Failures of a file outside of its tests: it can't be loaded, a hook failed. */
function crashesOf(module: TestModule): number {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return suites.length + (module.errors().length > 0 ? 1 : 0);
}
