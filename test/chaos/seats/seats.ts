import postgres from "postgres";
import { recount } from "../../../src/store/events/recount.ts";
import { openStore } from "../../../src/store/store.ts";
import { addEvent, addPeople } from "../../bench/durable-store.ts";
import { startTestServer, type TestServer } from "../../support/postgres-server.ts";
import { rush } from "./rush.ts";

const PEOPLE = 1_000;
const SEATS = 50;
const SLOWEST_MS = 10_000;

/** What a run is made of: how many processes, and whether one of them is killed. */
interface Kind {
  readonly processes: number;
  readonly kills: boolean;
}

const KINDS: readonly Kind[] = [
  { processes: 1, kills: false },
  { processes: 4, kills: false },
  { processes: 1, kills: true },
  { processes: 4, kills: true },
];

/** Runs the rush again and again on one major version; returns what went wrong, one sentence each. */
export async function rushAgain(
  { major, times }: { readonly major: number; readonly times: number },
  say: (line: string) => void,
): Promise<readonly string[]> {
  const server = await startTestServer({ major });
  try {
    say(server.describe);
    const problems: string[] = [];
    for (const kind of KINDS) {
      for (let run = 1; run <= times; run += 1) {
        const { wrong, slowestMs } = await rushOnce(server, kind);
        const name = `${kind.processes} processes${kind.kills ? ", one killed" : ""}, run ${run}`;
        say(`${name}: slowest ${(slowestMs / 1_000).toFixed(2)} s ${wrong.join("; ")}`);
        problems.push(...wrong.map((problem) => `${name}: ${problem}`));
      }
    }
    return problems;
  } finally {
    await server.stop();
  }
}

async function rushOnce(
  server: TestServer,
  { processes, kills }: Kind,
): Promise<{ readonly wrong: readonly string[]; readonly slowestMs: number }> {
  const database = await server.database();
  const store = await openStore({ url: database.url, masterKeys: [new Uint8Array(32).fill(7)] });
  const sql = postgres(database.url, { max: 1 });
  try {
    await addEvent(store, "RUSH", SEATS);
    const people = await addPeople(store, PEOPLE);
    const killAfter = kills ? 100 + Math.floor(Math.random() * 700) : undefined;
    const answers = await rush({ url: database.url, people, processes, killAfter });
    const slowestMs = Math.max(...[...answers.values()].map(({ ms }) => ms));
    const wrong = [
      ...(await wrongSeats(sql)),
      ...(slowestMs > SLOWEST_MS ? ["somebody waited more than 10 s"] : []),
    ];
    const miscounts = await store.inTransaction(recount);
    return {
      slowestMs,
      wrong: miscounts.length > 0 ? [...wrong, "the counters are wrong"] : wrong,
    };
  } finally {
    await sql.end();
    await store.close();
    await database.drop();
  }
}

/** Exactly the first fifty sit, everybody else waits in the order of their positions, nobody twice. */
async function wrongSeats(sql: postgres.Sql): Promise<readonly string[]> {
  const [row] = await sql<
    { taken: number; waiting: number; people: number; ordered: boolean; positions: number }[]
  >`
    select count(*) filter (where state = 'taken')::int as taken,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(distinct person)::int as people, count(distinct position)::int as positions,
      max(position) filter (where state = 'taken') < min(position) filter (where state = 'waiting')
        as ordered
    from seats`;
  const checks: readonly (readonly [boolean | undefined, string])[] = [
    [row?.taken === SEATS, `${row?.taken} are seated`],
    [row?.waiting === PEOPLE - SEATS, `${row?.waiting} wait`],
    [row?.people === PEOPLE && row.positions === PEOPLE, "somebody is there twice"],
    [row?.ordered, "somebody was passed over"],
  ];
  return checks.filter(([isRight]) => !isRight).map(([, problem]) => problem);
}
