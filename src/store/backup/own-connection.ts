import type { Readable } from "node:stream";
import { type Connections, connect } from "../connect.ts";
import { DatabaseUnavailable, storeError } from "../errors.ts";
import { feed } from "./feed.ts";

/**
 * One connection, and so one transaction, for statements that may take long. Once it was lost nothing more runs:
 * the driver would go on with a new connection, outside of the transaction.
 */
export interface OwnConnection {
  readonly connections: Connections;
  run<Row extends object>(text: string, parameters?: readonly string[]): Promise<readonly Row[]>;
  /** The rows of `copy … to stdout`, as they come. */
  copyOut(text: string): AsyncIterable<Buffer>;
  /** Feeds `copy … from stdin`; resolves once the database has taken the rows. */
  copyIn(text: string, pieces: AsyncIterable<Buffer>): Promise<void>;
  close(): Promise<void>;
}

/** What is written must be read the same by any other server. */
const SETTINGS = [
  "set statement_timeout = 0",
  "set idle_in_transaction_session_timeout = 0",
  "set timezone = 'UTC'",
  "set datestyle = 'ISO, YMD'",
  "set intervalstyle = 'postgres'",
  "set extra_float_digits = 1",
  "set bytea_output = 'hex'",
  "set client_encoding = 'UTF8'",
] as const;

/**
 * A server that waits for a lock does not notice by itself that its client is gone; it looks this often. Not every
 * system can, and it can be done without.
 */
const CLIENT_CHECK = "set client_connection_check_interval = '1s'";

const CLOSE_SECONDS = 1;

export async function openOwnConnection(url: string): Promise<OwnConnection> {
  let isLost = false;
  const connections = connect(url, {
    max: 1,
    onClose: () => {
      isLost = true;
    },
  });
  const { sql } = connections;

  async function whileThere<Result>(work: () => Promise<Result>): Promise<Result> {
    refuseLost();
    try {
      const result = await work();
      refuseLost();
      return result;
    } catch (error) {
      throw storeError(error);
    }
  }

  function refuseLost(): void {
    if (isLost) throw new DatabaseUnavailable("CONNECTION_CLOSED");
  }

  async function run<Row extends object>(text: string, parameters: readonly string[] = []) {
    return whileThere<readonly Row[]>(() => sql.unsafe<Row[]>(text, [...parameters]));
  }

  async function* copyOut(text: string): AsyncGenerator<Buffer> {
    const rows: Readable = await whileThere(() => sql.unsafe(text).readable());
    try {
      yield* rows as AsyncIterable<Buffer>;
    } catch (error) {
      throw storeError(error);
    }
    // The driver leaves its socket paused when the rows end while their reader is behind.
    rows._read(0);
    // A stream that ended because its connection did must not pass for the whole of a table.
    await run("select 1");
  }

  async function close(): Promise<void> {
    await sql.end({ timeout: CLOSE_SECONDS });
  }

  try {
    for (const setting of SETTINGS) await run(setting);
    await run(CLIENT_CHECK).catch(() => undefined);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    connections,
    run,
    copyOut,
    copyIn: (text, pieces) => whileThere(() => feed(sql, text, pieces)),
    close,
  };
}
