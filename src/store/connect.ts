import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** The driver and drizzle on top of it, over the same connections. */
export interface Connections {
  readonly sql: postgres.Sql;
  readonly db: PostgresJsDatabase;
}

/** How connections behave. */
export interface ConnectOptions {
  readonly max: number;
  /** Called when a connection ends, for whatever reason. */
  readonly onClose?: () => void;
}

/** A busy machine may take its time to let a connection in; one that is refused is known at once. */
const CONNECT_SECONDS = 10;
const STATEMENT_MS = 15_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
const LONGEST_PAUSE_SECONDS = 1;
/**
 * What is read lies in memory or on a disk without moving parts. With the server's own guess of 4, plans that were
 * made while a table was small, and are kept as long as the connection, read all of it for one row.
 */
const RANDOM_PAGE_COST = 1.1;

/** Opens nothing yet: connections are made when first used, and made again after they were lost. */
export function connect(url: string, { max, onClose }: ConnectOptions): Connections {
  const sql = postgres(url, {
    max,
    connect_timeout: CONNECT_SECONDS,
    max_lifetime: null,
    // The driver's look-up of array types ends the process when its connection breaks in the middle of it.
    fetch_types: false,
    backoff: (tries) => Math.min(0.05 * 2 ** tries, LONGEST_PAUSE_SECONDS),
    onnotice: () => undefined,
    ...(onClose ? { onclose: onClose } : {}),
    connection: {
      application_name: "juchang",
      jit: "off",
      random_page_cost: RANDOM_PAGE_COST,
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    },
  });
  return { sql, db: drizzle(sql) };
}
