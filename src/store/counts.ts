import type { Transaction } from "../engine/terms.ts";
import { UNCERTAIN, UNCERTAIN_ELSEWHERE } from "./outbound/uncertain.ts";
import { sessionOf } from "./session.ts";

/** How much waits for what, for metrics and operators. */
export interface Counts {
  readonly outboundQueued: number;
  readonly outboundLater: number;
  /** Without those that somebody let be. */
  readonly outboundUncertain: number;
  /** Those of them that belong to no announcement. */
  readonly uncertainElsewhere: number;
  /** How long the longest-waiting message that could be sent now has been due. */
  readonly oldestOutboundMs: number;
  readonly timersDue: number;
  readonly ticketsWaiting: number;
  readonly failures: number;
}

const COUNTS = `
  select
    (select count(*) from deliveries where state = 'queued')::int as "outboundQueued",
    (select count(*) from deliveries where state = 'later')::int as "outboundLater",
    (select count(*) from ${UNCERTAIN})::int as "outboundUncertain",
    (select count(*) from ${UNCERTAIN_ELSEWHERE})::int as "uncertainElsewhere",
    (select coalesce(extract(epoch from now() - min(due_at)) * 1000, 0) from deliveries
      where state in ('queued', 'later') and due_at <= now())::float8 as "oldestOutboundMs",
    (select count(*) from timers where due_at <= now())::int as "timersDue",
    (select count(*) from tickets where state in ('open', 'taken'))::int as "ticketsWaiting",
    (select count(*) from failed_events where settled_at is null)::int as "failures"`;

export async function countAll(transaction: Transaction): Promise<Counts> {
  const [row] = await sessionOf(transaction).sql.unsafe<Counts[]>(COUNTS);
  if (!row) throw new Error("Counting returned no row");
  return row;
}

/** The database's clock in ms UTC, and how far ahead of this process's clock it is. */
export interface DatabaseClock {
  readonly now: number;
  readonly offsetMs: number;
}

/** Reads the database's clock; half of the round trip is taken to have passed when it was read. */
export async function databaseNow(transaction: Transaction): Promise<DatabaseClock> {
  const asked = Date.now();
  const [row] = await sessionOf(transaction).sql.unsafe<{ now: number }[]>(
    "select (extract(epoch from clock_timestamp()) * 1000)::float8 as now",
  );
  const answered = Date.now();
  const now = row?.now ?? answered;
  return { now, offsetMs: now - (asked + answered) / 2 };
}

/** Resolves when the database answers. */
export async function ping(transaction: Transaction): Promise<void> {
  await sessionOf(transaction).sql.unsafe("select 1");
}
