import { startRedis } from "../../queue/redis-server.ts";
import { startTestServer } from "../../support/postgres-server.ts";
import { FAULTS, type Trial, tryReminders } from "./trial.ts";

const SWEEP_MS = 30_000;

/** How large the trials are. */
export interface ReminderOptions {
  readonly major: number;
  readonly reminders: number;
  readonly withinSeconds: number;
  /** The redis-server to run. */
  readonly redis: string;
}

/** Lets reminders come due under each fault, on both kinds of queue; returns what went wrong. */
export async function remindUnderFaults(
  { major, reminders, withinSeconds, redis }: ReminderOptions,
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
      for (const fault of FAULTS) {
        const trial = { fault, reminders, withinSeconds, sweepMs: SWEEP_MS, location };
        const came = await tryReminders(server, { ...trial, flush: () => queue.flush() });
        const name = `alarms on ${kind}, ${fault}`;
        say(
          `${name}: slowest ${(came.slowestMs / 1_000).toFixed(2)} s ${came.problems.join("; ")}`,
        );
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
