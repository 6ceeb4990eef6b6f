import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { ensureServer } from "../../../src/store/embedded/ensure-server.ts";
import { readPassword } from "../../../src/store/embedded/password.ts";
import { SERVER_USER } from "../../../src/store/embedded/settings.ts";
import { shutDown } from "../../../src/store/embedded/shut-down.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { FOLDER_PREFIX, removeAbandonedServers } from "../../support/abandoned-servers.ts";
import { makeTestDatabase, type TestDatabase } from "../../support/postgres-server.ts";

/** A PostgreSQL of our own that forces everything to disk and can be stopped under the service. */
export interface DatabaseServer {
  /** A migrated database of its own. */
  database(): Promise<TestDatabase>;
  /** Stops the server, cutting its clients off; it stays down until it is started. */
  stop(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

const TEMPLATE = "fault_template";

export async function startDatabaseServer(): Promise<DatabaseServer> {
  await removeAbandonedServers();
  const made = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const place = { dataDir: await realpath(made), binaries: undefined, durable: true };
  let { server } = await ensureServer(place, undefined);
  const password = await readPassword(server.cluster.folder);
  const urlOf = (name: string) =>
    `postgres://${SERVER_USER}:${password}@127.0.0.1:${server.port}/${name}`;
  const adminUrl = urlOf("postgres");
  const sql = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => undefined });
  await sql`create database ${sql(TEMPLATE)} template template0`;
  await sql.end();
  await migrate(urlOf(TEMPLATE));
  return {
    database: () => makeTestDatabase({ adminUrl, template: TEMPLATE }),
    stop: () => shutDown(server),
    async start() {
      const { port } = server;
      ({ server } = await ensureServer(place, port));
      if (server.port !== port) throw new Error(`PostgreSQL came back on port ${server.port}`);
    },
    async remove() {
      await shutDown(server);
      await rm(place.dataDir, { recursive: true, force: true });
    },
  };
}
