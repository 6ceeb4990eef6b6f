import { OPERATOR } from "../audit.ts";
import { StatementRefused } from "../errors.ts";
import { MIGRATING, newestKnown } from "../migrate.ts";
import { openDataKey, SERVICE } from "../sealing/data-key.ts";
import { type MasterKeys, masterKeysOf } from "../sealing/master-keys.ts";
import { copying, isUntouched, LEFT_OUT, tablesOf } from "./catalog.ts";
import { BackupError, type BackupHeader, type BackupTable } from "./format.ts";
import { knownMigrations, migrateWithin } from "./migrate-within.ts";
import { type OwnConnection, openOwnConnection } from "./own-connection.ts";
import type { BackupFile, TableRows } from "./read-file.ts";

/** Rejects, before any database is touched, when this version or these keys cannot use a backup. */
export function refuseUnusable(header: BackupHeader, masterKeys: readonly Uint8Array[]): void {
  if (header.migration > newestKnown()) {
    throw new BackupError(
      `This backup was made by a newer version of the service (${header.version}): restore it with that version`,
    );
  }
  if (!knownMigrations().includes(header.migration)) {
    throw new BackupError(
      `This version does not know the tables of this backup, made by version ${header.version}: restore it with that version`,
    );
  }
  const { byId } = masterKeysOf(masterKeys);
  const missing = header.keys.filter((id) => !byId.has(id));
  if (missing.length > 0) throw keyMissing(missing);
}

/**
 * Fills a database that holds nothing with a backup and brings it to this version's schema, all in one
 * transaction: whatever interrupts it leaves the database empty. A service that starts meanwhile waits. Returns
 * the tables of the backup that are not the service's, which are not restored.
 */
export async function restoreBackup(
  url: string,
  backup: BackupFile,
  masterKeys: readonly Uint8Array[],
): Promise<readonly string[]> {
  const { header } = backup;
  refuseUnusable(header, masterKeys);
  const connection = await openOwnConnection(url);
  try {
    await connection.run(`select pg_advisory_lock(${MIGRATING})`);
    await connection.run("begin");
    if (!(await isUntouched(connection))) throw inUse();
    await migrateWithin(connection, header.migration);
    const foreign = await load(connection, backup);
    await setSequences(connection, header);
    await migrateWithin(connection, newestKnown());
    await tryKey(connection, masterKeysOf(masterKeys));
    await note(connection, header);
    await connection.run("commit");
    return foreign;
  } finally {
    await connection.close();
  }
}

async function load(
  connection: OwnConnection,
  { header, tables }: BackupFile,
): Promise<readonly string[]> {
  const known = await tablesOf(connection);
  const missing = known.filter(
    ({ name }) => !LEFT_OUT.includes(name) && !header.tables.some((table) => table.name === name),
  );
  if (missing[0]) throw unlike(missing[0].name);
  const foreign: string[] = [];
  for await (const { table, pieces } of tables()) {
    const own = known.find(({ name }) => name === table.name);
    if (!own) {
      foreign.push(table.name);
      for await (const _piece of pieces);
      continue;
    }
    if (!sameColumns(own, table)) throw unlike(table.name);
    await fill(connection, table, pieces);
    await connection.run(`analyze public."${table.name}"`);
  }
  return foreign;
}

async function fill(connection: OwnConnection, table: BackupTable, pieces: TableRows["pieces"]) {
  try {
    await connection.copyIn(copying(table, "from stdin"), pieces);
  } catch (error) {
    if (!(error instanceof StatementRefused)) throw error;
    throw new BackupError(
      `The database does not take the rows of ${table.name} in this backup, so nothing was restored: take an earlier backup`,
      { cause: error },
    );
  }
}

function sameColumns(one: BackupTable, other: BackupTable): boolean {
  return [...one.columns].sort().join() === [...other.columns].sort().join();
}

/** Numbers that were given out once are not given out again, even of rows that are gone. */
async function setSequences(connection: OwnConnection, { sequences }: BackupHeader) {
  for (const { name, value, called } of sequences) {
    await connection.run(
      `select setval(oid::regclass, $2::text::bigint, $3::text::boolean)
       from pg_class where oid = to_regclass($1::text)`,
      [`public."${name}"`, value, String(called)],
    );
  }
}

/** The ids in the file are its own word; the key itself must open what the service keeps sealed. */
async function tryKey(connection: OwnConnection, masterKeys: MasterKeys): Promise<void> {
  const [row] = await connection.run<{ wrapped: Uint8Array }>(
    "select wrapped from service_keys where id = $1",
    [SERVICE],
  );
  if (row) openDataKey(masterKeys, SERVICE, row.wrapped);
}

async function note(connection: OwnConnection, { createdAt }: BackupHeader): Promise<void> {
  await connection.run(
    "insert into audit (who, what, on_what, details) values ($1, 'backup.restored', $2, '{}')",
    [OPERATOR, createdAt],
  );
}

function keyMissing(ids: readonly string[]): BackupError {
  return new BackupError(
    `This backup needs the master key ${ids.join(" and ")}, which is not given: put the encryption.key it was made under into DATA_DIR, or set ENCRYPTION_KEY to it`,
  );
}

function inUse(): BackupError {
  return new BackupError(
    "This database is in use, or was, and is left as it is: set DATA_DIR to a new folder, or DATABASE_URL to an empty database, and restore there",
  );
}

function unlike(table: string): BackupError {
  return new BackupError(
    `The table ${table} of this backup is not as this version knows it, so nothing was restored: was its database changed by hand?`,
  );
}
