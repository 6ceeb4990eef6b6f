import postgres from "postgres";
import type { Clock } from "../../../src/delivery/pacing/gate.ts";
import { createAlarms } from "./alarms.ts";

/** The clock of one test database, which can be set forward. It is also a plain connection to look into it. */
export interface DatabaseClock {
  readonly sql: postgres.Sql;
  /** ms UTC, as every statement of the service sees it. */
  now(): number;
  /** The same time for the processes of the service; what waits for its time comes as the clock is set forward. */
  readonly forProcesses: Clock;
  /** Sets the clock forward. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes over the clock of a database: functions named like PostgreSQL's own stand before them in the search path of
 * every connection made from now on, so that `now()` in any statement is later than it is. The service knows nothing
 * of it. Defaults of columns were bound when their tables were made: they stay behind, never ahead.
 */
export async function takeClock(url: string): Promise<DatabaseClock> {
  const sql = postgres(url, { max: 2, fetch_types: false, onnotice: () => undefined });
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const alarms = createAlarms(now);
  await sql.unsafe(`
    create schema if not exists simulated;
    create table if not exists simulated.clock (ahead interval not null);
    delete from simulated.clock;
    insert into simulated.clock values (interval '0');
    create or replace function simulated.now() returns timestamptz language sql stable
      return pg_catalog.now() + (select ahead from simulated.clock);
    create or replace function simulated.clock_timestamp() returns timestamptz language sql volatile
      return pg_catalog.clock_timestamp() + (select ahead from simulated.clock);
  `);
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  await sql`alter database ${sql(row?.name ?? "")} set search_path = simulated, pg_catalog, public`;
  return {
    sql,
    now,
    forProcesses: { now, after: alarms.after },
    async advance(ms) {
      aheadMs += ms;
      await sql`update simulated.clock set ahead = ${`${aheadMs} milliseconds`}::interval`;
      alarms.ringDue();
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
