import type postgres from "postgres";

async function tables(sql: postgres.Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' order by table_name`;
  return rows.map(({ name }) => name);
}

/** How many rows each table holds. */
export async function rowsIn(sql: postgres.Sql): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await tables(sql)) {
    const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(name)}`;
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}

/** The tables in which a text can be read by whoever reads the database, also as bytes. */
export async function whereWordsAre(sql: postgres.Sql, text: string): Promise<readonly string[]> {
  const bytes = Buffer.from(text).toString("hex");
  const found: string[] = [];
  for (const name of await tables(sql)) {
    const rows = await sql`
      select from ${sql(name)} as row
      where position(${text} in row::text) > 0 or position(${bytes} in row::text) > 0 limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}
