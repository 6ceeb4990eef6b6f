import type { Call } from "../../stand-ins/telegram/server.ts";

/** What one way of sending came to. */
export interface Outcome {
  readonly copies: number;
  readonly doubled: number;
  /** From the start until the first and the last copy had arrived, ms. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Calls that were told to wait. */
  readonly refused: number;
}

/** Counts, at the platform, the copies that hold these words; `begun` is ms UTC. */
export function arrivals(calls: readonly Call[], words: string, begun: number): Outcome {
  const copies = calls.filter(({ parameters }) => String(parameters["text"]).includes(words));
  const taken = copies.filter(({ status }) => status === 200);
  const times = taken.map(({ at }) => at - begun);
  return {
    copies: taken.length,
    doubled: taken.length - new Set(taken.map(({ parameters }) => parameters["chat_id"])).size,
    firstMs: times[0] ?? Number.NaN,
    lastMs: times.at(-1) ?? Number.NaN,
    refused: copies.filter(({ status }) => status === 429).length,
  };
}
