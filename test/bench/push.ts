import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { tellCases } from "../../src/domain/cases/tell-cases.ts";
import { tryBinding } from "../../src/store/cases/bindings.ts";
import { addDeskCode } from "../../src/store/cases/codes.ts";
import { findCase } from "../../src/store/cases/read.ts";
import { freePort } from "../support/free-port.ts";
import { type Program, startProgram } from "../support/program.ts";
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
const DIES_AFTER = CHANGES / 2;
/** What whoever watches over a service waits before it starts it again. */
const DOWN_MS = 1_000;

/** How soon a change is a message, when a thousand come in a minute and the service dies in the middle. */
export const pushBench: Bench = {
  name: "push",
  usage: "push",
  does: `${CHANGES} changes in a minute over HTTP: from the first call to the committed message, with kill -9 of the service in the middle`,
  run: () => onCaseDatabase(push),
};

/** The service as a process of its own, at one address. */
interface Service {
  program: Program;
  readonly address: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly key: string;
}

async function push(database: CaseDatabase): Promise<void> {
  await bindAll(database);
  const service = await startService(database);
  const durations: number[] = [];
  const calls: Promise<void>[] = [];
  const begun = performance.now();
  let death: Promise<number> | undefined;
  for (let at = 0; at < CHANGES; at += 1) {
    await wait(Math.max(0, begun + (at * WITHIN_MS) / CHANGES - performance.now()));
    if (at === DIES_AFTER) death = killAndRestart(service);
    calls.push(tell(service, at, durations));
  }
  await Promise.all(calls);
  const downMs = (await death) ?? 0;
  const sorted = ascending(durations);
  printTable([
    ["changes", CHANGES],
    ...(await toldRows(database)),
    ["p50", `${quantile(sorted, 0.5).toFixed(0)} ms`],
    ["p99", `${quantile(sorted, 0.99).toFixed(0)} ms`],
    ["longest, over the death", `${quantile(sorted, 1).toFixed(0)} ms`],
    ["from kill -9 to ready again", `${downMs.toFixed(0)} ms`],
  ]);
  service.program.kill("SIGTERM");
  await service.program.ended;
}

async function startService({ store, url, masterKeys }: CaseDatabase): Promise<Service> {
  const port = await freePort();
  const environment = {
    DATABASE_URL: url,
    ENCRYPTION_KEY: Buffer.from(masterKeys[0] ?? "").toString("base64"),
    PORT: String(port),
    LOG_LEVEL: "warn",
  };
  const address = `http://127.0.0.1:${port}`;
  const key = (await store.apiKeys.add("bench"))?.key ?? "";
  const program = startProgram("src/main.ts", [], environment);
  await untilReady(address);
  return { program, address, environment, key };
}

async function untilReady(address: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(50);
  }
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

async function killAndRestart(service: Service): Promise<number> {
  const begun = performance.now();
  service.program.kill("SIGKILL");
  await service.program.ended;
  await wait(DOWN_MS);
  service.program = startProgram("src/main.ts", [], service.environment);
  await untilReady(service.address);
  return performance.now() - begun;
}

/** Tells one change as a district's system does: a call that failed is made again, with the same change id. */
async function tell({ address, key }: Service, at: number, durations: number[]): Promise<void> {
  const begun = performance.now();
  const body = JSON.stringify({
    changeId: `bench ${at}`,
    number: numberOf(at),
    programme: "fledgling-plan",
    status: "review",
    applicant: "星河漫游",
    phone: "13900000042",
    updatedAt: "2026-11-02T00:00:00Z",
  });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const call = () =>
    fetch(`${address}/api/cases`, { method: "POST", headers, body }).catch(() => undefined);
  while (!(await call())?.ok) await wait(200);
  durations.push(performance.now() - begun);
  // Told twice: the second time must not be a second message.
  if (at % 10 === 0) await call();
}

/** How many changes were told how often. */
async function toldRows({ url }: CaseDatabase) {
  const sql = postgres(url, { max: 1 });
  try {
    const rows = await sql<{ messages: number; changes: number }[]>`
      select messages, count(*)::int as changes from (
        select count(outbound.id)::int as messages from case_changes change
        left join outbound on outbound.cause = 'case:' || change.id
        where change.previous_status is not null group by change.id) as told
      group by messages order by messages`;
    return rows.map(
      ({ messages, changes }) => [`changes with ${messages} message`, changes] as const,
    );
  } finally {
    await sql.end();
  }
}
