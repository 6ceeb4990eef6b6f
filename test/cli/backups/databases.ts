import postgres from "postgres";
import { inject } from "vitest";
import { makeTestDatabase, type TestDatabase } from "../../support/postgres-server.ts";

/** A database in which nothing was ever made. */
export function emptyDatabase(): Promise<TestDatabase> {
  return makeTestDatabase({ ...inject("postgres"), template: "template0" });
}

/** Looks behind the service. */
export async function look<Result>(
  url: string,
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The tables of a database. */
export function tablesIn(url: string): Promise<readonly string[]> {
  return look(url, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`;
    return rows.map(({ name }) => name);
  });
}

/** Every row of every table as the database writes it, sorted, by table; what is noted of backups left out. */
export function everyRow(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  return look(url, async (sql) => {
    const all: Record<string, readonly string[]> = {};
    for (const name of await tablesIn(url)) {
      const rows = await sql.unsafe<{ row: string }[]>(
        `select to_jsonb(t)::text as row from public."${name}" t order by 1`,
      );
      all[name] = rows.map(({ row }) => row).filter((row) => !row.includes('"backup.'));
    }
    return all;
  });
}

/** What a database is made of: columns, constraints, indexes, views and what was migrated. */
export function makeupOf(url: string): Promise<readonly string[]> {
  return look(url, async (sql) => {
    const rows = await sql<{ line: string }[]>`
      select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, is_identity) as line
      from information_schema.columns where table_schema = 'public'
      union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select concat_ws(' ', viewname, definition) from pg_views where schemaname = 'public'
      union all select concat_ws(' ', hash, created_at) from drizzle.__drizzle_migrations
      order by 1`;
    return rows.map(({ line }) => line);
  });
}
