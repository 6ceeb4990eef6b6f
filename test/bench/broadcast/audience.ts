import postgres from "postgres";
import { estimate } from "../../../src/domain/broadcasts/estimate.ts";
import { feedBroadcast } from "../../../src/domain/broadcasts/feed.ts";
import { actOnBroadcast, beginDue, createBroadcast } from "../../../src/domain/broadcasts/work.ts";
import { operatorAsStaff } from "../../../src/domain/staff-roles.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import type { Store } from "../../../src/store/store.ts";
import { consoleOn, signedIn, staffMember } from "../../console/visitor.ts";
import { type Bench, printTable } from "../bench.ts";
import { onCaseDatabase } from "../case-database.ts";
import { memoryOf } from "../process-figures.ts";

const SIZES = [10_000, 100_000];
const PAGES = 20;
const NOON = Date.UTC(2100, 0, 1, 4);

/** How long a large audience takes to be counted, fixed and looked at, and what it costs in memory. */
export const audienceBench: Bench = {
  name: "audience",
  usage: "audience",
  does: "an announcement to 100,000 people: counting, a row each, the console's page, memory",
  run: () =>
    onCaseDatabase(async ({ store, url }) => {
      const rows: string[][] = [
        ["recipients", "counted", "rows", "page p50", "page max", "memory before", "at most after"],
      ];
      for (const size of SIZES) rows.push(await measure(store, url, size));
      printTable(rows);
      console.log("Limits for 100,000: rows within 60 s, a page within 300 ms, memory flat.");
    }),
};

async function measure(store: Store, url: string, size: number): Promise<string[]> {
  await acquaint(store, url, size);
  const id = await submitted(store);
  const before = (await memoryOf(process.pid)).now;
  const peak = watchMemory();
  const counting = performance.now();
  const audience = [{ kind: "everyone" as const, platform: "telegram" as const }];
  await store.inTransaction((transaction) =>
    estimate(transaction, { audience, topic: "policy", playground: false }, () => 30),
  );
  const counted = performance.now() - counting;
  const begun = performance.now();
  await store.inTransaction((transaction) => beginDue(transaction, id, NOON));
  const rows = performance.now() - begun;
  const feed = { run: store.inTransaction, now: NOON, waiting: new Map<string, number>() };
  await feedBroadcast(id, feed);
  const times = await pageTimes(store, id, size);
  const most = await peak();
  return [
    String(size),
    `${(counted / 1_000).toFixed(2)} s`,
    `${(rows / 1_000).toFixed(1)} s`,
    `${(times[Math.floor(times.length / 2)] ?? 0).toFixed(0)} ms`,
    `${(times.at(-1) ?? 0).toFixed(0)} ms`,
    `${before.toFixed(0)} MB`,
    `${most.toFixed(0)} MB`,
  ];
}

/** So many people have written to the bot; what an earlier size left goes first. */
async function acquaint(store: Store, url: string, size: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`truncate broadcasts, people, spaces cascade`;
  const installation = await store.installations.ensure("telegram", "bot");
  await sql`insert into people (id) select 'person' || at from generate_series(1, ${size}) at`;
  await sql`insert into spaces (id, installation, platform_id, kind)
    select 'space' || at, ${installation}, at::text, 'direct' from generate_series(1, ${size}) at`;
  await sql`insert into accounts (id, installation, platform_id, person, direct_space)
    select 'account' || at, ${installation}, at::text, 'person' || at, 'space' || at
    from generate_series(1, ${size}) at`;
  await sql`analyze`;
  await sql.end();
}

async function submitted(store: Store): Promise<string> {
  return store.inTransaction(async (transaction) => {
    await operatorAsStaff(transaction);
    const id = await createBroadcast(transaction, OPERATOR, {
      ...{ playground: false, topic: "policy", buttons: [{ kind: "read" }], required: [] },
      audience: [{ kind: "everyone", platform: "telegram" }],
      content: { title: { zh: "通知", en: "Notice" }, body: { zh: "请看。", en: "Please read." } },
      override: "a bench",
    });
    const wish = { id: id ?? "", by: OPERATOR };
    await actOnBroadcast(transaction, "submit", wish, { now: NOON, rateOf: () => 30 });
    return wish.id;
  });
}

async function pageTimes(store: Store, id: string, size: number): Promise<readonly number[]> {
  const at = consoleOn(store);
  const staff = await staffMember(store, "staff", "operator");
  const { browser } = await signedIn(store, at, staff);
  const times: number[] = [];
  for (let count = 0; count < PAGES; count += 1) {
    const after = Math.floor((count / PAGES) * size);
    const begun = performance.now();
    const response = await browser.get(`/console/broadcasts/${id}?after=${after}`);
    await response.text();
    times.push(performance.now() - begun);
    if (response.status !== 200) throw new Error(`The page was answered with ${response.status}`);
  }
  return times.sort((one, other) => one - other);
}

/** Samples this process's resident memory until asked for the most, MB. */
function watchMemory(): () => Promise<number> {
  let most = 0;
  const sample = async () => {
    most = Math.max(most, (await memoryOf(process.pid)).now);
  };
  const timer = setInterval(() => void sample(), 50);
  return async () => {
    clearInterval(timer);
    await sample();
    return most;
  };
}
