import { type BackupHeader, type BackupTable, sequenceSchema, tableSchema } from "./format.ts";
import type { OwnConnection } from "./own-connection.ts";

/**
 * Tables whose rows no backup holds: sign-ins to the console must not come back once they were ended.
 * The queue's own tables lie in a schema of their own; the service sets its alarms anew.
 */
export const LEFT_OUT: readonly string[] = ["console_links", "console_sessions"];

/** What belongs to an extension is not the service's. */
const OWN = "not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')";

/**
 * The tables as they are, each before those that refer to it; those of others too, as long as their names could be
 * the service's.
 */
export async function tablesOf(connection: OwnConnection): Promise<readonly BackupTable[]> {
  const tables = await connection.run<BackupTable>(`
    select c.relname as name, json_agg(a.attname order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and ${OWN}
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  const references = await connection.run<{ from: string; to: string }>(`
    select conrelid::regclass::text as from, confrelid::regclass::text as to
    from pg_constraint where contype = 'f' and conrelid <> confrelid
      and connamespace = 'public'::regnamespace`);
  const couldBeOwn = tables.filter((table) => tableSchema.safeParse(table).success);
  return inOrder(couldBeOwn, (table, other) =>
    references.some(({ from, to }) => from === table.name && to === other.name),
  );
}

function inOrder(
  tables: readonly BackupTable[],
  refers: (table: BackupTable, other: BackupTable) => boolean,
): readonly BackupTable[] {
  const ordered: BackupTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const unbound = waiting.filter((table) => !waiting.some((other) => refers(table, other)));
    // Only tables of others refer to each other in a circle.
    const free = unbound.length > 0 ? unbound : waiting;
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}

/** Where each sequence stands: beyond every row that is committed. */
export async function sequencesOf(connection: OwnConnection): Promise<BackupHeader["sequences"]> {
  const rows = await connection.run<{ name: string; start: string; value: string | null }>(`
    select sequencename as name, start_value::text as start, last_value::text as value
    from pg_sequences where schemaname = 'public' order by 1`);
  return rows
    .map(({ name, start, value }) => ({ name, value: value ?? start, called: value !== null }))
    .filter((sequence) => sequenceSchema.safeParse(sequence).success);
}

/** Ids of the master keys that wrap any data key. */
export async function masterKeysIn(connection: OwnConnection): Promise<readonly string[]> {
  const rows = await connection.run<{ id: string }>(`
    select master_key as id from people where data_key is not null
    union select master_key from service_keys order by 1`);
  return rows.map(({ id }) => id);
}

/** Whether nothing was ever made in a database. */
export async function isUntouched(connection: OwnConnection): Promise<boolean> {
  const [row] = await connection.run<{ untouched: boolean }>(`
    select not exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'drizzle') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
        and ${OWN}) as untouched`);
  return row?.untouched === true;
}

/** The text of a copy of a table's rows; names come from the catalog, or were held against it. */
export function copying({ name, columns }: BackupTable, direction: "to stdout" | "from stdin") {
  const listed = columns.map((column) => `"${column}"`).join(", ");
  return `copy public."${name}" (${listed}) ${direction}`;
}
