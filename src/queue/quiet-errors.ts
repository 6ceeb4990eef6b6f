import type { QueueLog } from "./alarm-clock.ts";

const EVERY_MS = 60_000;

/**
 * Reports a connection's errors at most once a minute: while its server is away a client fails many times a
 * second, always for the same reason.
 */
export function quietErrors(log: QueueLog, now: () => number = Date.now): (error: Error) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (now() - last < EVERY_MS) return;
    last = now();
    log.warn({ err: error }, "The queue cannot be reached; due rows are found by the sweep");
  };
}
