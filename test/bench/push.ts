import { setTimeout as wait } from "node:timers/promises";
import { changeCase } from "../../src/domain/cases/change-case.ts";
import { tellCases } from "../../src/domain/cases/tell-cases.ts";
import { tryBinding } from "../../src/store/cases/bindings.ts";
import { addDeskCode } from "../../src/store/cases/codes.ts";
import { findCase } from "../../src/store/cases/read.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { type Bench, printTable } from "./bench.ts";
import {
  ascending,
  benchCase,
  type CaseDatabase,
  onCaseDatabase,
  quantile,
} from "./case-database.ts";

const CHANGES = 1_000;
const WITHIN_MS = 60_000;
const RESTARTS_AFTER = CHANGES / 2;

/** How soon a change is a message, when a thousand come in a minute and the process that takes them restarts. */
export const pushBench: Bench = {
  name: "push",
  usage: "push",
  does: `${CHANGES} changes in a minute: from the call to the private message, with a restart in the middle`,
  run: () => onCaseDatabase(push),
};

async function push(database: CaseDatabase): Promise<void> {
  const { store } = database;
  await bindAll(database);
  const restarting = { store: await openStore(database) };
  const durations: number[] = [];
  const calls: Promise<void>[] = [];
  const begun = performance.now();
  let restart: Promise<number> | undefined;
  for (let at = 0; at < CHANGES; at += 1) {
    await wait(Math.max(0, begun + (at * WITHIN_MS) / CHANGES - performance.now()));
    if (at === RESTARTS_AFTER) restart = restartStore(database, restarting);
    calls.push(tell(database, restarting, at, durations));
  }
  await Promise.all(calls);
  const downMs = (await restart) ?? 0;
  const sorted = ascending(durations);
  const messages = await store.counts();
  printTable([
    ["changes", CHANGES],
    ["private messages waiting", messages.outboundQueued + messages.outboundLater],
    ["p50", `${quantile(sorted, 0.5).toFixed(0)} ms`],
    ["p99", `${quantile(sorted, 0.99).toFixed(0)} ms`],
    ["longest, over the restart", `${quantile(sorted, 1).toFixed(0)} ms`],
    ["the restart took", `${downMs.toFixed(0)} ms`],
  ]);
  await restarting.store.close();
}

const numberOf = (at: number) => `PSH-${100_000 + at}`;

async function bindAll({ store, book }: CaseDatabase): Promise<void> {
  const installation = await store.installations.ensure("web", "bench");
  const records = Array.from({ length: CHANGES }, (_, at) => benchCase(numberOf(at)));
  const teller = { source: "import", by: "operator" } as const;
  await store.inTransaction((tx) => tellCases(tx, records, teller, book));
  for (const { number } of records) {
    const person = await store.people.ensureAccount(installation, number);
    await store.inTransaction(async (tx) => {
      const found = await findCase(tx, number);
      const { code } = await addDeskCode(tx, { id: found?.id ?? "", number });
      await tryBinding(tx, { person, space: person, number, tail: "0042", code });
    });
  }
}

/** The process dies with its connections, and another one takes over a second later. */
async function restartStore(database: CaseDatabase, restarting: { store: Store }): Promise<number> {
  const begun = performance.now();
  await restarting.store.close();
  await wait(1_000);
  restarting.store = await openStore(database);
  return performance.now() - begun;
}

/** Tells one change as a district's system does: a call that failed is made again, with the same change id. */
async function tell(
  { book }: CaseDatabase,
  restarting: { readonly store: Store },
  at: number,
  durations: number[],
): Promise<void> {
  const begun = performance.now();
  const record = benchCase(numberOf(at), {
    status: "review",
    updatedAt: Date.UTC(2026, 10, 2),
    changeId: `bench ${at}`,
  });
  const change = () =>
    restarting.store.inTransaction((tx) =>
      changeCase(tx, record, { source: "api", by: "bench" }, book),
    );
  for (;;) {
    const outcome = await change().catch(() => "failed" as const);
    if (outcome === "changed" || outcome === "repeated") break;
    await wait(200);
  }
  // Told twice: the second time must not be a second message.
  if (at % 10 === 0) await change().catch(() => "failed" as const);
  durations.push(performance.now() - begun);
}
