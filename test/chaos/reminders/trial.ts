import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import type { openAlarmClock } from "../../../src/queue/open-alarm-clock.ts";
import { openStore } from "../../../src/store/store.ts";
import { addEvent, addPeople } from "../../bench/durable-store.ts";
import type { TestServer } from "../../support/postgres-server.ts";

/** Where alarms are kept. */
export type Location = Parameters<typeof openAlarmClock>[0]["location"];

/** What is done to the workers while reminders come due. */
export const FAULTS = ["none", "flush", "kill", "ahead", "behind", "restarts"] as const;
export type Fault = (typeof FAULTS)[number];

export interface Trial {
  readonly fault: Fault;
  readonly reminders: number;
  /** All come due within so many seconds. */
  readonly withinSeconds: number;
  /** How often the sweep looks; the service's is 30 s. */
  readonly sweepMs: number;
  readonly location: (url: string) => Location;
  /** How often a worker is killed and started again under `restarts`; each lives its part of the time they come due in. */
  readonly restarts: number;
  /** Empties Redis. */
  readonly flush: () => Promise<void>;
}

export interface Outcome {
  /** One sentence each. */
  readonly problems: readonly string[];
  readonly said: number;
  readonly early: number;
  readonly doubled: number;
  /** From the moment it was due to its commit, by the database's clock; of 99 of 100, and of the last. */
  readonly mostMs: number;
  readonly slowestMs: number;
}

const TEN_MINUTES = 10 * 60_000;
const PEOPLE = 50;
/** All are said within this after the last fault. */
const AFTER_FAULT_MS = 60_000;
const WORKER = "test/chaos/reminders/worker.ts";

/** Lets reminders come due while a fault happens; what of them was lost, doubled, early or late. */
export async function tryReminders(
  server: Pick<TestServer, "database">,
  trial: Trial,
): Promise<Outcome> {
  const database = await server.database();
  const store = await openStore({ url: database.url, masterKeys: [new Uint8Array(32).fill(7)] });
  const sql = postgres(database.url, { max: 2 });
  await watchCommits(sql);
  const workers: ChildProcess[] = [];
  const start = async (shiftMs = 0) => {
    workers.push(await openWorker(trial, database.url, shiftMs));
  };
  try {
    await addEvent(store, "REMIND", trial.reminders);
    const people = await addPeople(store, PEOPLE);
    await start(shiftOf(trial.fault));
    await setReminders(sql, people, trial);
    for (const worker of workers) worker.send("look");
    await inflict(trial, workers, start);
    await allSaid(sql, Date.now() + AFTER_FAULT_MS + trial.withinSeconds * 1_000);
    return await verdict(sql, trial.reminders);
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
    await sql.end({ timeout: 5 });
    await store.close();
    await database.drop();
  }
}

function shiftOf(fault: Fault): number {
  if (fault === "ahead") return TEN_MINUTES;
  return fault === "behind" ? -TEN_MINUTES : 0;
}

/** Starts that do not come about are given up and begun again, as a supervisor would. */
const READY_WITHIN_MS = 30_000;
const MOST_STARTS = 3;

async function openWorker(trial: Trial, url: string, shiftMs: number): Promise<ChildProcess> {
  for (let starts = 1; starts <= MOST_STARTS; starts += 1) {
    const worker = await readyWorker(trial, url, shiftMs);
    if (worker) return worker;
    console.warn(`A worker was not ready, try ${starts} of ${MOST_STARTS}`);
  }
  throw new Error("No worker starts");
}

async function readyWorker({ location, sweepMs }: Trial, url: string, shiftMs: number) {
  const options = JSON.stringify({ url, location: location(url), shiftMs, sweepMs });
  const worker = fork(WORKER, [options], { execArgv: ["--import", "tsx"] });
  const isReady = await Promise.race([
    once(worker, "message").then(() => true),
    once(worker, "exit").then(() => false),
    delay(READY_WITHIN_MS, false, { ref: false }),
  ]);
  if (isReady) {
    worker.once("exit", (code, signal) => {
      if (signal !== "SIGKILL")
        console.warn(`Worker ${worker.pid} ended by itself: ${code ?? signal}`);
    });
    return worker;
  }
  worker.kill("SIGKILL");
  return undefined;
}

async function inflict(
  { fault, flush, withinSeconds, restarts }: Trial,
  workers: ChildProcess[],
  start: (shiftMs?: number) => Promise<void>,
): Promise<void> {
  const third = (withinSeconds * 1_000) / 3;
  const kill = async () => {
    const worker = workers.pop();
    if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
    const exited = once(worker, "exit");
    worker.kill("SIGKILL");
    await exited;
  };
  if (fault === "restarts") {
    const pause = (withinSeconds * 1_000) / (restarts + 1);
    for (let count = 0; count < restarts; count += 1) {
      await delay(pause);
      await kill();
      await start();
    }
    return;
  }
  await delay(third);
  if (fault === "flush") await flush();
  if (fault === "kill") {
    await kill();
    await start();
  }
}

/** Notes when each message is written by the clock on the wall; a transaction's own time stands still. */
async function watchCommits(sql: postgres.Sql): Promise<void> {
  await sql`create table seen_messages (cause text not null, at timestamptz not null)`;
  await sql`create function see_message() returns trigger language plpgsql as $$
    begin
      insert into seen_messages values (new.cause, clock_timestamp());
      return null;
    end $$`;
  await sql`create constraint trigger see_message after insert on outbound
    deferrable initially deferred for each row execute function see_message()`;
}

/** Each has a minute of its own before the event, so that one person may have many. */
async function setReminders(
  sql: postgres.Sql,
  people: readonly string[],
  { reminders, withinSeconds }: Trial,
): Promise<void> {
  await sql`insert into event_reminders (id, kind, person, session, minutes, due_at, useful_until)
    select 'r' || number, 'before', (${[...people]}::text[])[1 + number % ${people.length}::integer],
      one.id, number,
      now() + interval '1 second'
        + number * ${withinSeconds}::float8 / ${reminders}::float8 * interval '1 second',
      one.starts_at
    from generate_series(1, ${reminders}::integer) as number,
      (select id, starts_at from event_sessions limit 1) as one`;
}

async function allSaid(sql: postgres.Sql, until: number): Promise<void> {
  for (;;) {
    const [row] = await sql<{ left: number }[]>`select count(*)::int as left
      from event_reminders where state = 'due'`;
    if (row?.left === 0 || Date.now() > until) return;
    await delay(100);
  }
}

interface Figures {
  readonly said: number;
  readonly early: number;
  readonly causes: number;
  readonly messages: number;
  readonly most: number;
  readonly slowest: number;
}

async function verdict(sql: postgres.Sql, reminders: number): Promise<Outcome> {
  const [row] = await sql<Figures[]>`
    with came as (
      select extract(epoch from seen.at - reminder.due_at)::float8 * 1000 as late
      from seen_messages seen join event_reminders reminder on 'reminder:' || reminder.id = seen.cause)
    select (select count(*)::int from event_reminders where state = 'said') as said,
      (select count(*)::int from came where late < 0) as early,
      (select count(distinct cause)::int from outbound) as causes,
      (select count(*)::int from outbound) as messages,
      (select coalesce(percentile_disc(0.99) within group (order by late), 0) from came) as most,
      (select coalesce(max(late), 0) from came) as slowest`;
  const { said = 0, early = 0, causes = 0, messages = 0, most = 0, slowest = 0 } = row ?? {};
  const doubled = messages - causes;
  const checks: readonly (readonly [boolean, string])[] = [
    [said === reminders, `${said} of ${reminders} were said`],
    [early === 0, `${early} were early`],
    [causes === reminders, `${causes} of ${reminders} were committed`],
    [doubled === 0, `${doubled} were doubled`],
    [slowest <= AFTER_FAULT_MS, "one came more than 60 s late"],
  ];
  return {
    problems: checks.filter(([isRight]) => !isRight).map(([, problem]) => problem),
    said,
    early,
    doubled,
    mostMs: most,
    slowestMs: slowest,
  };
}
