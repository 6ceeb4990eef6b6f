import type { TestProject } from "vitest/node";
import type {} from "./postgres.ts";
import { startTestServer } from "./postgres-server.ts";

/** Starts the run's PostgreSQL with a migrated template; what it returns stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, template, describe, stop } = await startTestServer();
  process.stdout.write(`${describe}\n`);
  project.provide("postgres", { adminUrl, template });
  return stop;
}
