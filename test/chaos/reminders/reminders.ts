import { startRedis } from "../../queue/redis-server.ts";
import { startTestServer } from "../../support/postgres-server.ts";
import { FAULTS, type Fault, type Outcome, type Trial, tryReminders } from "./trial.ts";

const SWEEP_MS = 30_000;

const RESTARTS = 20;
const NAMES: Readonly<Record<Fault, string>> = {
  none: "no fault",
  flush: "Redis emptied",
  kill: "a worker killed",
  ahead: "the clock 10 minutes ahead",
  behind: "the clock 10 minutes behind",
  restarts: `${RESTARTS} restarts`,
};

function figuresOf(came: Outcome, reminders: number): string {
  const { said, early, doubled, mostMs, slowestMs, problems } = came;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  return [
    `${said} of ${reminders} said, ${reminders - said} lost, ${doubled} doubled, ${early} early`,
    `due → committed: 99 of 100 within ${seconds(mostMs)}, the last ${seconds(slowestMs)}`,
    ...problems,
  ].join("; ");
}

/** How large the trials are. */
export interface ReminderOptions {
  readonly major: number;
  readonly reminders: number;
  readonly withinSeconds: number;
  /** The faults whose names hold this word. */
  readonly only: string;
  /** The redis-server to run. */
  readonly redis: string;
}

/** Lets reminders come due under each fault, on both kinds of queue; returns what went wrong. */
export async function remindUnderFaults(
  { major, reminders, withinSeconds, only, redis }: ReminderOptions,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const server = await startTestServer({ major });
  const queue = await startRedis(redis);
  const kinds: Readonly<Record<string, Trial["location"]>> = {
    PostgreSQL: (url) => ({ kind: "postgres", url }),
    Redis: () => ({ kind: "redis", url: queue.url }),
  };
  try {
    say(server.describe);
    const problems: string[] = [];
    for (const [kind, location] of Object.entries(kinds)) {
      for (const fault of FAULTS.filter((name) => name.includes(only))) {
        // Nothing of an alarm clock on PostgreSQL is in Redis.
        if (fault === "flush" && kind !== "Redis") continue;
        const trial = { fault, reminders, withinSeconds, sweepMs: SWEEP_MS, restarts: RESTARTS };
        const came = await tryReminders(server, {
          ...trial,
          location,
          flush: () => queue.flush(),
        });
        const name = `alarms on ${kind}, ${NAMES[fault]}`;
        say(`${name}: ${figuresOf(came, reminders)}`);
        problems.push(...came.problems.map((problem) => `${name}: ${problem}`));
        await queue.flush();
      }
    }
    return problems;
  } finally {
    await queue.stop();
    await server.stop();
  }
}
