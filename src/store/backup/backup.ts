import { OPERATOR } from "../audit.ts";
import { MIGRATING, newestIn, refuseNewer } from "../migrate.ts";
import { copying, LEFT_OUT, masterKeysIn, sequencesOf, tablesOf } from "./catalog.ts";
import { BackupError, type BackupHeader, rowsIn } from "./format.ts";
import { END_OF_ROWS, frame, jsonFrame, piecesOf } from "./frames.ts";
import type { NewBackupFile } from "./new-file.ts";
import { type OwnConnection, openOwnConnection } from "./own-connection.ts";

/** What a backup came to. */
export interface BackupMade {
  readonly header: BackupHeader;
  readonly rows: number;
  /** Of the file. */
  readonly bytes: number;
}

/** How a backup is made. */
export interface BackupOptions {
  /** Of the service. */
  readonly version: string;
  /** Ends it before it is whole. */
  readonly signal: AbortSignal;
}

/**
 * Writes all that is committed in a database into a file, as of one moment and while the service goes on. The
 * database is not migrated: what is made before an update is of the version before it.
 */
export async function makeBackup(
  url: string,
  file: NewBackupFile,
  { version, signal }: BackupOptions,
): Promise<BackupMade> {
  const connection = await openOwnConnection(url);
  // Whatever is waited for then fails.
  signal.addEventListener("abort", () => void connection.close(), { once: true });
  try {
    // Before the transaction: its first statement fixes what it sees.
    await connection.run(`select pg_advisory_lock_shared(${MIGRATING})`);
    await connection.run("begin isolation level repeatable read read only");
    const header = await headerOf(connection, version);
    let rows = 0;
    const bytes = await file.write(
      framesOf(connection, header, (count) => {
        rows += count;
      }),
    );
    await connection.run("commit");
    await note(connection, header, { rows, bytes });
    return { header, rows, bytes };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new BackupError("Interrupted: no backup was made", { cause: error });
  } finally {
    await connection.close();
  }
}

async function headerOf(connection: OwnConnection, version: string): Promise<BackupHeader> {
  const migration = await newestIn(connection.connections);
  if (migration === 0) {
    throw new BackupError("There is nothing to back up: this database holds nothing yet");
  }
  await refuseNewer(connection.connections);
  const [clock] = await connection.run<{ now: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  const tables = await tablesOf(connection);
  return {
    version,
    migration,
    createdAt: clock?.now ?? "",
    keys: [...(await masterKeysIn(connection))],
    tables: tables.filter(({ name }) => !LEFT_OUT.includes(name)),
    leftOut: tables.map(({ name }) => name).filter((name) => LEFT_OUT.includes(name)),
    sequences: await sequencesOf(connection),
  };
}

async function* framesOf(
  connection: OwnConnection,
  header: BackupHeader,
  onRows: (count: number) => void,
): AsyncGenerator<Buffer> {
  yield jsonFrame(header);
  for (const table of header.tables) {
    let rows = 0;
    for await (const piece of piecesOf(connection.copyOut(copying(table, "to stdout")))) {
      rows += rowsIn(piece);
      yield frame(piece);
    }
    yield END_OF_ROWS;
    yield jsonFrame({ rows });
    onRows(rows);
  }
}

/** Everybody's data has left the service: that is written down. */
async function note(
  connection: OwnConnection,
  { createdAt }: BackupHeader,
  details: Pick<BackupMade, "rows" | "bytes">,
): Promise<void> {
  await connection.run(
    `insert into audit (who, what, on_what, details)
     values ($1, 'backup.made', $2, $3::text::jsonb)`,
    [OPERATOR, createdAt, JSON.stringify(details)],
  );
}
