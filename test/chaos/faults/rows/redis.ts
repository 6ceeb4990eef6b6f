import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { startRedis } from "../../../queue/redis-server.ts";
import { freePort } from "../../../support/free-port.ts";
import { amid } from "../meeting.ts";
import type { Rig } from "../rig.ts";
import { type Fault, tryFault } from "../row.ts";

const REDIS_GONE_MS = 5_000;
/** The sweep comes every 30 s. */
const SWEPT_WITHIN_MS = 40_000;

/** Redis is killed in the middle and comes back empty; two processes go on, and timers still fire. */
export function redisEmptied(redisServer: string): Fault {
  const name = "Redis stopped and emptied";
  return {
    name,
    async run(setting) {
      const port = await freePort();
      let redis = await startRedis(redisServer, { port });
      try {
        return await tryFault(setting, {
          name,
          processes: 2,
          redisUrl: redis.url,
          repeats: 0,
          async go(rig) {
            const idle = rig.bystander();
            await idle.begin();
            await amid(rig, async () => {
              await redis.stop();
              await delay(REDIS_GONE_MS);
              redis = await startRedis(redisServer, { port });
            });
            const ms = await remindedAfter(rig, idle.id);
            return {
              notes: [ms === undefined ? "no reminder" : `reminded by the sweep after ${ms} ms`],
              problems: ms === undefined ? ["a due timer did not fire"] : [],
            };
          },
        });
      } finally {
        await redis.stop();
      }
    },
  };
}

/** Makes the idle timer of somebody due, which no alarm knows of; ms until they were reminded. */
async function remindedAfter({ databaseUrl, telegram }: Rig, id: number) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const before = telegram.people.botSaid(id).length;
    await sql`
      update timers set due_at = now() where name = 'idle' and lane in
        (select person from accounts where platform_id = ${String(id)})`;
    const started = performance.now();
    while (performance.now() - started < SWEPT_WITHIN_MS) {
      if (telegram.people.botSaid(id).length > before) {
        return Math.round(performance.now() - started);
      }
      await delay(50);
    }
    return undefined;
  } finally {
    await sql.end();
  }
}
