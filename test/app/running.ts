import { afterAll, beforeAll } from "vitest";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { watchedLog, watchOutput } from "../support/leaks/watch.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

/** The master key of services in tests. */
export const TEST_KEY = Buffer.alloc(32, 5).toString("base64");

/** A service as `main` starts it, on a database of the test's, with its playground open. */
export async function startTestApp(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<App> {
  const read = readConfig({
    PORT: "0",
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: TEST_KEY,
    LOG_LEVEL: "silent",
    ...environment,
  });
  if ("mistakes" in read) throw new Error(read.mistakes.join("\n"));
  const { config, secrets } = read;
  const log = watchedLog();
  return startApp({ config: { ...config, playground: "open" }, secrets, log });
}

/** One service for all tests of a file, on a database of its own. */
export function useApp(environment: Readonly<Record<string, string>> = {}) {
  let database: TestDatabase | undefined;
  let app: App | undefined;
  beforeAll(async () => {
    database = await testDatabase();
    app = await startTestApp(database.url, environment);
  });
  afterAll(async () => {
    if (app) watchOutput("metrics", await (await fetch(`${app.address}/metrics`)).text());
    await app?.stop();
    await database?.drop();
  });
  return {
    /** Where the page is. */
    get address(): string {
      if (!app) throw new Error("Use the service inside of a test");
      return app.address;
    },
    get databaseUrl(): string {
      if (!database) throw new Error("Use the database inside of a test");
      return database.url;
    },
  };
}
