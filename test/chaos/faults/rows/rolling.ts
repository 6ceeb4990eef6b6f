import { setTimeout as delay } from "node:timers/promises";
import { type Fault, tryFault } from "../row.ts";

const EVERY_MS = 250;
const STOPS_WITHIN_MS = 10_000;

/** Two processes under load are stopped with SIGTERM and started again, one after the other. */
export const rolling: Fault = {
  name: "rolling restart",
  run: (setting) =>
    tryFault(setting, {
      name: rolling.name,
      processes: 2,
      repeats: 0,
      async go({ balancer, creators, processes }) {
        const talking = creators.map(async (creator, index) => {
          await delay(index * EVERY_MS);
          return creator.converse();
        });
        await delay(2_000);
        const stops: { readonly ms: number; readonly code: number | null }[] = [];
        for (const process of processes) {
          stops.push(await process.stop());
          await process.start();
        }
        await Promise.all(talking);
        const counts = new Map<number | string, number>();
        for (const { answer } of balancer.passed) {
          counts.set(answer, (counts.get(answer) ?? 0) + 1);
        }
        const answers = [...counts].map(([answer, count]) => `${count} × ${answer}`).join(", ");
        // A connection that is given up in the moment of its next use is the network's race, not an answer.
        const isFine = (answer: number | string) => [200, "refused", "closed"].includes(answer);
        return {
          notes: [
            `stopped in ${stops.map(({ ms }) => `${(ms / 1_000).toFixed(1)} s`).join(" and ")}`,
            answers,
          ],
          problems: [
            ...stops.flatMap(({ ms, code }) =>
              ms > STOPS_WITHIN_MS || code !== 0 ? [`ended with ${code} after ${ms} ms`] : [],
            ),
            ...([...counts.keys()].some((answer) => !isFine(answer))
              ? [`answers: ${answers}`]
              : []),
          ],
        };
      },
    }),
};
