import { inject } from "vitest";
import { makeTestDatabase, type TestDatabase, type TestTemplate } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the global setup started for the whole run. */
    readonly postgres: TestTemplate;
  }
}

/** A migrated database of its own on the run's server; drop it in `afterAll`. */
export function testDatabase(): Promise<TestDatabase> {
  return makeTestDatabase(inject("postgres"));
}
