import type { TestProject } from "vitest/node";
import { buildPrograms } from "./built.ts";
import type {} from "./postgres.ts";
import { startTestServer } from "./postgres-server.ts";

/** Builds the programs and starts the run's PostgreSQL with a migrated template; what it returns stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, template, describe, stop } = await startTestServer();
  project.provide("built", await buildPrograms());
  process.stdout.write(`${describe}\n`);
  project.provide("postgres", { adminUrl, template });
  return stop;
}
