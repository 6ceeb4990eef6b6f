import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrationsFolder, newestIn } from "../migrate.ts";
import type { OwnConnection } from "./own-connection.ts";

/** The times of all migrations this version has. */
export function knownMigrations(): readonly number[] {
  return migrations().map(({ folderMillis }) => folderMillis);
}

/**
 * Migrates inside of the transaction that is open, no further than to the migration of a time. Notes what was
 * done where, and in the form in which, `migrate` looks for it.
 */
export async function migrateWithin(connection: OwnConnection, upTo: number): Promise<void> {
  await connection.run("create schema if not exists drizzle");
  await connection.run(`create table if not exists drizzle.__drizzle_migrations
    (id serial primary key, hash text not null, created_at bigint)`);
  const newest = await newestIn(connection.connections);
  for (const { sql, hash, folderMillis } of migrations()) {
    if (folderMillis <= newest || folderMillis > upTo) continue;
    for (const statement of sql) await connection.run(statement);
    await connection.run(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2::text::bigint)",
      [hash, String(folderMillis)],
    );
  }
}

function migrations() {
  return readMigrationFiles({ migrationsFolder: migrationsFolder() });
}
