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
  /** Empties Redis. */
  readonly flush: () => Promise<void>;
}

export interface Outcome {
  /** One sentence each. */
  readonly problems: readonly string[];
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
    await sql.end();
    await store.close();
    await database.drop();
  }
}

function shiftOf(fault: Fault): number {
  if (fault === "ahead") return TEN_MINUTES;
  return fault === "behind" ? -TEN_MINUTES : 0;
}

async function openWorker({ location, sweepMs }: Trial, url: string, shiftMs: number) {
  const options = JSON.stringify({ url, location: location(url), shiftMs, sweepMs });
  const worker = fork(WORKER, [options], { execArgv: ["--import", "tsx"] });
  await once(worker, "message");
  return worker;
}

async function inflict(
  { fault, flush, withinSeconds }: Trial,
  workers: ChildProcess[],
  start: (shiftMs?: number) => Promise<void>,
): Promise<void> {
  const third = (withinSeconds * 1_000) / 3;
  const kill = async () => {
    const worker = workers.pop();
    worker?.kill("SIGKILL");
    if (worker) await once(worker, "exit");
  };
  await delay(third);
  if (fault === "flush") await flush();
  if (fault === "kill") {
    await kill();
    await start();
  }
  if (fault === "restarts") {
    for (let count = 0; count < 3; count += 1) {
      await kill();
      await start();
    }
  }
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

async function verdict(sql: postgres.Sql, reminders: number): Promise<Outcome> {
  const [row] = await sql<
    { said: number; early: number; causes: number; messages: number; slowest: number }[]
  >`
    select (select count(*)::int from event_reminders where state = 'said') as said,
      (select count(*)::int from event_reminders where state = 'said' and settled_at < due_at)
        as early,
      (select count(distinct cause)::int from outbound) as causes,
      (select count(*)::int from outbound) as messages,
      (select coalesce(max(extract(epoch from settled_at - due_at)), 0)::float8 * 1000
        from event_reminders where state = 'said') as slowest`;
  const { said = 0, early = 0, causes = 0, messages = 0, slowest = 0 } = row ?? {};
  const checks: readonly (readonly [boolean, string])[] = [
    [said === reminders, `${said} of ${reminders} were said`],
    [early === 0, `${early} were early`],
    [causes === reminders, `${causes} of ${reminders} were committed`],
    [messages === causes, `${messages - causes} were doubled`],
    [slowest <= AFTER_FAULT_MS, "one came more than 60 s late"],
  ];
  return {
    problems: checks.filter(([isRight]) => !isRight).map(([, problem]) => problem),
    slowestMs: slowest,
  };
}
