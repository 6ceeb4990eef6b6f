import postgres from "postgres";
import type { TestDatabase } from "../../support/postgres-server.ts";

/** How many rows a table holds. */
export async function rowCount(
  database: Pick<TestDatabase, "url">,
  table: string,
): Promise<number> {
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(table)}`;
    return row?.count ?? 0;
  } finally {
    await sql.end();
  }
}
