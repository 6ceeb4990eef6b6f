import { setTimeout as delay } from "node:timers/promises";
import { dueWork } from "../../src/delivery/due-work.ts";
import { createReminderWatch } from "../../src/delivery/reminder-watch.ts";
import { openAlarmClock } from "../../src/queue/open-alarm-clock.ts";
import { startRedis } from "../queue/redis-server.ts";
import { type Bench, printTable } from "./bench.ts";
import { addEvent, addPeople, type DurableStore, withDurableStore } from "./durable-store.ts";

const REMINDERS = 10_000;
const PEOPLE = 500;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Location = Parameters<typeof openAlarmClock>[0]["location"];

/** Reminders that come due within a minute, and when the message of each was committed. */
export const remindersBench: Bench = {
  name: "reminders",
  usage: "reminders [SECONDS] [REDIS]",
  does: `${REMINDERS} reminders due within SECONDS (60), on PostgreSQL and on a redis-server (REDIS: its path)`,
  run: ([seconds = "60", redis = "redis-server"]) =>
    withDurableStore(async (opened) => {
      console.log(opened.describe);
      const within = Number(seconds);
      await prepare(opened);
      const rows = [
        ["queue", "due → committed: half", "99 of 100", "slowest", "said", "early", "doubled"],
      ];
      rows.push(await measure(opened, within, { kind: "postgres", url: opened.url }));
      const server = await startRedis(redis);
      try {
        rows.push(await measure(opened, within, { kind: "redis", url: server.url }));
      } finally {
        await server.stop();
      }
      printTable(rows);
      console.log(`All due within ${within} s; the limit is 5 s for 99 of 100.`);
    }),
};

async function prepare({ store, sql }: DurableStore): Promise<void> {
  await addEvent(store, "BENCH", REMINDERS);
  const people = await addPeople(store, PEOPLE);
  await sql`create table bench_people as
    select unnest(${[...people]}::text[]) as person`;
}

/** Each reminder has a minute of its own, so that one person may have many. */
async function setReminders({ sql }: DurableStore, within: number): Promise<void> {
  await sql`truncate event_reminders`;
  await sql`delete from outbound`;
  await sql`insert into event_reminders (id, kind, person, session, minutes, due_at, useful_until)
    select 'r' || number, 'before', people.person, one.id, number,
      now() + interval '2 seconds' + number * ${within}::float8 / ${REMINDERS}::float8 * interval '1 second',
      one.starts_at
    from generate_series(1, ${REMINDERS}::integer) as number
    join (select person, row_number() over () - 1 as rank from bench_people) people
      on people.rank = number % ${PEOPLE}::integer,
    (select id, starts_at from event_sessions limit 1) as one`;
}

async function measure(
  opened: DurableStore,
  within: number,
  location: Location,
): Promise<string[]> {
  const { store, sql } = opened;
  await setReminders(opened, within);
  const alarms = await openAlarmClock({ location, log: SILENT });
  const work = dueWork(store);
  const batches: { readonly begun: number; readonly done: number }[] = [];
  const watch = createReminderWatch({
    work: {
      ...work,
      async sayReminders(limit) {
        const begun = Date.now();
        const count = await work.sayReminders(limit);
        batches.push({ begun, done: Date.now() });
        return count;
      },
    },
    alarms,
    log: SILENT,
    onSaid: () => undefined,
  });
  await alarms.answer(() => watch.fire());
  await watch.fire();
  const late = Date.now() + within * 1_000 + 60_000;
  while (Date.now() < late && (await remaining(opened)) > 0) await delay(200);
  await alarms.close();
  const rows = await sql<{ due: number; settled: number }[]>`
    select extract(epoch from due_at)::float8 * 1000 as due,
      extract(epoch from settled_at)::float8 * 1000 as settled
    from event_reminders where state = 'said'`;
  // A batch's rows carry the time its transaction began: the batch that was at work then committed them.
  const lateness = rows
    .map(({ due, settled }) => {
      const batch = batches.find(({ begun, done }) => begun - 1 <= settled && settled <= done);
      return (batch?.done ?? Number.NaN) - due;
    })
    .sort((one, other) => one - other);
  const at = (share: number) =>
    `${((lateness[Math.floor(share * (lateness.length - 1))] ?? 0) / 1_000).toFixed(2)} s`;
  const [twice] = await sql<{ doubled: number }[]>`select count(*)::int as doubled
    from (select cause from outbound group by cause having count(*) > 1) as again`;
  const early = rows.filter(({ due, settled }) => settled < due).length;
  return [
    location.kind,
    at(0.5),
    at(0.99),
    at(1),
    `${rows.length}`,
    `${early}`,
    `${twice?.doubled ?? 0}`,
  ];
}

async function remaining({ sql }: DurableStore): Promise<number> {
  const [row] = await sql<{ left: number }[]>`select count(*)::int as left
    from event_reminders where state = 'due'`;
  return row?.left ?? 0;
}
