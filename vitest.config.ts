import { defineConfig } from "vitest/config";
import { verdictReporter } from "./test/support/reporter.ts";
import { SERVICES } from "./test/support/services.ts";

/**
 * Two projects. `pure`: the folders named here; they touch no database and no network, share their
 * modules and take seconds. `database`: every other folder; each file has the server's address from
 * the global setup and a process of its own. `*.database.test.ts` belongs to `database` anywhere.
 */
const PURE = ["engine", "flows", "i18n", "knowledge", "structure", "support"].map(
  (folder) => `test/${folder}/**/!(*.database).test.ts`,
);
const PURE_FILES = ["test/*.test.ts", ...PURE];

export default defineConfig({
  test: {
    reporters: [["default", { summary: false }], verdictReporter()],
    // Journeys wait for the platforms' pace most of the time.
    maxWorkers: 4,
    setupFiles: ["test/support/repeatable.ts"],
    teardownTimeout: 30_000,
    // A condition that is waited for may come late on a busy machine; vitest would give up after a second.
    expect: { poll: { timeout: 20_000 } },
    tags: [
      { name: "browser", description: SERVICES.browser.label, timeout: 90_000 },
      { name: "redis", description: SERVICES.redis.label },
    ],
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: PURE_FILES,
          pool: "threads",
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["test/**/*.test.ts"],
          exclude: PURE_FILES,
          pool: "forks",
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
