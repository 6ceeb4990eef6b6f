import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import {
  availableInstallations,
  type BinariesChoice,
} from "../../src/store/embedded/choose-installation.ts";
import { openEmbedded } from "../../src/store/embedded/open-embedded.ts";
import { FOLDER_PREFIX, removeAbandonedServers } from "./abandoned-servers.ts";

/** A migrated database of its own, for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it, cutting off whoever is still connected. */
  drop(): Promise<void>;
}

/** What a process needs to make test databases: an address that may create databases, and the model. */
export interface TestTemplate {
  readonly adminUrl: string;
  readonly template: string;
}

/** A server for tests with a migrated template database. */
export interface TestServer extends TestTemplate {
  /** What runs, in one line without the password. */
  readonly describe: string;
  database(): Promise<TestDatabase>;
  stop(): Promise<void>;
}

/** Which server to start; by default what `TEST_POSTGRES` says, else as the service does. */
export interface TestServerOptions {
  readonly major?: number;
  /** Fills the template; by default the service's own migrations. */
  readonly migrate?: (url: string) => Promise<void>;
  /** Whether commits are forced to disk, as on a service's own server; by default not. */
  readonly durable?: boolean;
}

async function asAdmin<Result>(
  adminUrl: string,
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function urlOfDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function dropDatabase(adminUrl: string, name: string): Promise<void> {
  return asAdmin(adminUrl, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
  });
}

/** A copy of the template under a name nobody else has. */
export async function makeTestDatabase({
  adminUrl,
  template,
}: TestTemplate): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asAdmin(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return { url: urlOfDatabase(adminUrl, name), drop: () => dropDatabase(adminUrl, name) };
}

async function migrateAsService(url: string): Promise<void> {
  const { migrate } = await import("../../src/store/migrate.ts");
  await migrate(url);
}

async function makeTemplate(
  adminUrl: string,
  migrate: (url: string) => Promise<void> = migrateAsService,
): Promise<string> {
  const template = `template_${randomBytes(8).toString("hex")}`;
  await asAdmin(adminUrl, (sql) => sql`create database ${sql(template)} template template0`);
  await migrate(urlOfDatabase(adminUrl, template));
  return template;
}

function chosenBinaries(): BinariesChoice | undefined {
  const choice = process.env["TEST_POSTGRES"];
  if (choice === undefined || choice === "") return undefined;
  if (choice === "package" || choice === "machine") return choice;
  throw new Error(`TEST_POSTGRES is "${choice}": it can be package or machine`);
}

async function binariesOf(dataDir: string, major: number | undefined) {
  if (major === undefined) return chosenBinaries();
  const found = (await availableInstallations(dataDir)).find((one) => one.major === major);
  if (found === undefined) throw new Error(`no PostgreSQL ${major} on this machine`);
  return { bin: found.bin };
}

/** Ends what a test forgot to close, so that the server can always be stopped. */
function endConnections(adminUrl: string): Promise<void> {
  return asAdmin(adminUrl, async (sql) => {
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()
        and application_name <> 'juchang embedded'`;
  });
}

async function startEmbedded({
  major,
  migrate,
  durable = false,
}: TestServerOptions): Promise<TestServer> {
  await removeAbandonedServers();
  const dataDir = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const binaries = await binariesOf(dataDir, major);
  const server = await openEmbedded({
    dataDir,
    durable,
    ...(binaries === undefined ? {} : { binaries }),
  });
  const stop = async () => {
    await endConnections(server.url);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const template = await makeTemplate(server.url, migrate);
    const made = { adminUrl: server.url, template };
    return { ...made, describe: server.describe, database: () => makeTestDatabase(made), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function useGiven(adminUrl: string, migrate: TestServerOptions["migrate"]) {
  const made = { adminUrl, template: await makeTemplate(adminUrl, migrate) };
  return {
    ...made,
    describe: "database: TEST_DATABASE_URL",
    database: () => makeTestDatabase(made),
    stop: () => dropDatabase(adminUrl, made.template),
  };
}

/** The major versions that tests of "every supported PostgreSQL" can run on here, oldest first. */
export async function installedMajors(): Promise<number[]> {
  const dataDir = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  try {
    const majors = (await availableInstallations(dataDir)).map(({ major }) => major);
    return [...new Set(majors)].sort((a, b) => a - b);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * Starts a server for tests in a folder of its own, not forced to disk, or uses `TEST_DATABASE_URL`
 * when no major version is asked for.
 */
export function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "" && options.major === undefined) {
    return useGiven(given, options.migrate);
  }
  return startEmbedded(options);
}
