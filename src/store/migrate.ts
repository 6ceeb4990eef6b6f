import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { z } from "zod";
import { type Connections, connect } from "./connect.ts";
import { storeError } from "./errors.ts";

/** The database was migrated by a newer version of the service than this one. */
export class DatabaseNewer extends Error {
  override readonly name = "DatabaseNewer";
}

/** The key of the lock that whoever migrates a database holds; shared by those who need it to stay as it is. */
export const MIGRATING = "hashtextextended('juchang migrate', 0)";

/**
 * Brings a database to this version's schema. Two processes may do so at once: the second waits for the
 * first. Rejects with `DatabaseNewer` when the database is ahead of the code, with `DatabaseUnavailable`
 * when it cannot be reached.
 */
export async function migrate(url: string, folder = migrationsFolder()): Promise<void> {
  const connections = connect(url, { max: 1 });
  try {
    if ((await newestIn(connections)) === newestKnown(folder)) return;
    await connections.sql.unsafe("set statement_timeout = 0");
    await connections.sql.unsafe(`select pg_advisory_lock(${MIGRATING})`);
    await refuseNewer(connections, folder);
    await runMigrations(drizzle(withPlainBegin(connections.sql)), { migrationsFolder: folder });
  } catch (error) {
    throw storeError(error);
  } finally {
    await connections.sql.end({ timeout: 5 });
  }
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** drizzle stores each migration's time; one behind the journal's last is none of this version's. */
export async function refuseNewer(
  connections: Connections,
  folder = migrationsFolder(),
): Promise<void> {
  if ((await newestIn(connections)) > newestKnown(folder)) {
    throw new DatabaseNewer(
      "The database belongs to a newer version of the service: start that version, or restore a backup made with this one",
    );
  }
}

/** The time of the last migration this version has. */
export function newestKnown(folder = migrationsFolder()): number {
  const journal = readFileSync(`${folder}/meta/_journal.json`, "utf8");
  const { entries } = journalSchema.parse(JSON.parse(journal));
  return Math.max(0, ...entries.map(({ when }) => when));
}

/** The time of the last migration the database has had, 0 before the first. */
export async function newestIn({ db }: Connections): Promise<number> {
  const [table] = await db.execute<{ present: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`,
  );
  if (!table?.present) return 0;
  const [newest] = await db.execute<{ at: string | null }>(
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  return Number(newest?.at ?? 0);
}

/**
 * The driver's own `begin` writes its rollback to a closed socket when the connection is lost, which ends the
 * process. With one connection plain statements do the same; a lost connection has rolled back by itself.
 */
function withPlainBegin(sql: postgres.Sql): postgres.Sql {
  async function begin(work: (sql: postgres.Sql) => Promise<unknown>): Promise<unknown> {
    await sql.unsafe("begin");
    try {
      const result = await work(sql);
      await sql.unsafe("commit");
      return result;
    } catch (error) {
      await sql.unsafe("rollback").catch(() => undefined);
      throw error;
    }
  }
  return new Proxy(sql, {
    get: (target, name) => (name === "begin" ? begin : Reflect.get(target, name)),
  });
}

/** The folder lies at the root of the package, and again in `dist` where the build puts it. */
export function migrationsFolder(): string {
  const candidates = ["../../migrations", "../../../migrations"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const folder = candidates.find((path) => existsSync(`${path}/meta/_journal.json`));
  if (folder) return folder;
  throw new Error("The migrations folder is missing beside the program: install the service again");
}
