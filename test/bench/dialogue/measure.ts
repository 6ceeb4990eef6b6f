import { setTimeout as delay } from "node:timers/promises";
import { percentile } from "../../../src/knowledge/benchmark/figures.ts";
import { memoryOf, processorMs } from "../process-figures.ts";
import type { Running } from "./participant.ts";
import { load } from "./users.ts";

/** What one stretch of load came to. */
export interface Stretch {
  readonly perSecond: number;
  /** ms from POST to the bot's call. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Seconds of processor for 1,000 updates, of the bot's process alone. */
  readonly processor: number;
  /** MB, the most its process ever had. */
  readonly peak: number;
}

/** Long enough that nobody's code is still being compiled while it counts. */
const WARM_UP_MS = 2_000;
/** What a bot does after its answers must not count for the next one. */
const SETTLE_MS = 150;

export async function measure(running: Running, users: number, ms: number): Promise<Stretch> {
  await load(running.talk, users, WARM_UP_MS);
  const before = await processorMs(running.pid);
  const { updates, ms: took, times } = await load(running.talk, users, ms);
  await delay(SETTLE_MS);
  const used = (await processorMs(running.pid)) - before;
  const { peak } = await memoryOf(running.pid);
  return {
    perSecond: (updates * 1_000) / took,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    processor: used / updates,
    peak,
  };
}
