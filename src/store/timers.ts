import { asc, lte, sql } from "drizzle-orm";
import type { Desk, Role, Transaction } from "../engine/terms.ts";
import type { GivenConsent, TimerName } from "../engine/turn.ts";
import type { Locale } from "./locale.ts";
import { timers } from "./schema/index.ts";
import { sessionOf } from "./session.ts";
import { NOBODY_NEW } from "./turns/identities.ts";
import { CONSENTS, stateOf, textOf } from "./turns/load.ts";
import type { LoadedLane } from "./turns/loaded.ts";

/** Names a timer of a run. */
export interface DueTimer {
  readonly lane: string;
  readonly run: number;
  readonly name: TimerName;
}

/** Timers that are due by the database's clock, the longest due first. They stay until a turn commits them. */
export async function dueTimers(
  transaction: Transaction,
  limit: number,
): Promise<readonly DueTimer[]> {
  const rows = await sessionOf(transaction)
    .db.select({ lane: timers.lane, run: timers.run, name: timers.name })
    .from(timers)
    .where(lte(timers.dueAt, sql`now()`))
    .orderBy(asc(timers.dueAt))
    .limit(limit);
  return rows.map((row) => ({ ...row, name: timerName(row.name) }));
}

function timerName(name: string): TimerName {
  if (name === "idle" || name === "expiry") return name;
  throw new Error(`The database holds a timer of an unknown name: ${name}`);
}

/** ms until the next timer is due, 0 when one is; undefined when there is none. */
export async function msToNextTimer(transaction: Transaction): Promise<number | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({
      ms: sql<number | null>`(select extract(epoch from min(due_at) - clock_timestamp()) * 1000
      from timers)::float8`,
    })
    .from(sql`(values (1)) as one`);
  const ms = row?.ms ?? undefined;
  return ms === undefined ? undefined : Math.max(0, ms);
}

const LANE = `
  select (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
    lane.revision, lane.state, person.id as person, person.data_key, person.locale,
    staff.role, array_to_json(staff.desks) as desks, ${CONSENTS} as consents, account.name_sealed, account.installation, account.locale_tag,
    account.direct_space
  from lanes lane
  left join people person on person.id = lane.id
  left join staff on staff.person = person.id
  left join lateral (select * from accounts where accounts.person = lane.id
    order by last_seen_at desc limit 1) as account on true
  where lane.id = $1`;

const LOAD = `${LANE} and exists (select from timers
  where timers.lane = $1 and timers.run = $2 and timers.name = $3 and timers.due_at <= now())`;

interface LoadRow {
  readonly now: number;
  readonly revision: number;
  readonly state: Uint8Array | null;
  readonly person: string | null;
  readonly data_key: Uint8Array | null;
  readonly locale: Locale | null;
  readonly role: Role | null;
  readonly desks: Desk[] | null;
  readonly consents: GivenConsent[] | null;
  readonly name_sealed: Uint8Array | null;
  readonly installation: string | null;
  readonly locale_tag: string | null;
  readonly direct_space: string | null;
}

/** The lane of a due timer; undefined when the timer is gone, set later, or its person was erased. */
export async function loadTimer(
  transaction: Transaction,
  { lane, run, name }: DueTimer,
): Promise<LoadedLane | undefined> {
  const { sql: driver } = sessionOf(transaction);
  const [row] = await driver.unsafe<LoadRow[]>(LOAD, [lane, run, name], { prepare: true });
  return laneOf(transaction, lane, row);
}

/** A person's lane as it is now; undefined when there is none, or they were erased. */
export async function loadLane(
  transaction: Transaction,
  lane: string,
): Promise<LoadedLane | undefined> {
  const { sql: driver } = sessionOf(transaction);
  const [row] = await driver.unsafe<LoadRow[]>(LANE, [lane], { prepare: true });
  return laneOf(transaction, lane, row);
}

function laneOf(
  transaction: Transaction,
  lane: string,
  row: LoadRow | undefined,
): LoadedLane | undefined {
  const { keyring } = sessionOf(transaction);
  if (!row || (row.person !== null && row.data_key === null)) return undefined;
  const key =
    row.person !== null && row.data_key !== null
      ? keyring.open(row.person, row.data_key)
      : keyring.service;
  return {
    lane,
    revision: row.revision + 1,
    now: Math.round(row.now),
    state: stateOf(key, row.state),
    key,
    introduces: NOBODY_NEW,
    installation: row.installation ?? undefined,
    person:
      row.person === null
        ? undefined
        : {
            id: row.person,
            name: textOf(key, row.name_sealed),
            locale: row.locale ?? undefined,
            localeTag: row.locale_tag ?? undefined,
            role: row.role ?? undefined,
            desks: row.desks ?? [],
            consents: row.consents ?? [],
            directSpace: row.direct_space ?? undefined,
          },
  };
}
