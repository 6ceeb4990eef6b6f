import { setTimeout as delay } from "node:timers/promises";
import type { DatabaseServer } from "../database-server.ts";
import { amid } from "../meeting.ts";
import { type Fault, tryFault } from "../row.ts";

/** kill -9 while the answers to everybody's question are under way, and a new start. */
export const killed: Fault = {
  name: "kill -9 in mid-dialogue",
  run: (setting) =>
    tryFault(setting, {
      name: killed.name,
      repeats: 1,
      async go(rig) {
        let backSince = 0;
        await amid(rig, async () => {
          await rig.first.kill();
          backSince = Date.now();
          await rig.first.start();
        });
        return { backSince };
      },
    }),
};

/** Two processes share the load; the one that sends is killed and stays away. */
export const oneOfTwo: Fault = {
  name: "two processes, one killed",
  run: (setting) =>
    tryFault(setting, {
      name: oneOfTwo.name,
      processes: 2,
      repeats: 1,
      async go(rig) {
        let backSince = 0;
        await amid(rig, async () => {
          await rig.first.kill();
          backSince = Date.now();
        });
        return { backSince };
      },
    }),
};

const DATABASE_GONE_MS = 10_000;

/** The database server is stopped for ten seconds and started again. */
export function databaseGone(server: DatabaseServer): Fault {
  const name = "PostgreSQL stopped 10 s";
  return {
    name,
    run: (setting) =>
      tryFault(setting, {
        name,
        repeats: 1,
        async go(rig) {
          let backSince = 0;
          await amid(rig, async () => {
            await server.stop();
            await delay(DATABASE_GONE_MS);
            await server.start();
            backSince = Date.now();
          });
          const refused = rig.balancer.passed.filter(({ answer }) => answer === 503).length;
          return { backSince, notes: [`${refused} deliveries not taken meanwhile`] };
        },
      }),
  };
}
