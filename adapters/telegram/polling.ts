import type { Client, Outcome } from "./client.ts";
import type { Intake } from "./intake.ts";
import type { AdapterLog } from "./log.ts";
import type { Standing } from "./standing.ts";
import { ALLOWED_UPDATES, envelopeSchema } from "./update.ts";

/** The right to fetch updates, which only one process has. */
export interface PollerLock {
  /** Resolves when the right is gone. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/** What polling needs. */
export interface PollingServices {
  readonly client: Client;
  readonly intake: Intake;
  readonly standing: Standing;
  /** Waits until this process alone may fetch; undefined when the signal ends the waiting. */
  readonly lock: (signal: AbortSignal) => Promise<PollerLock | undefined>;
  /** How long Telegram may hold a call open while nothing happens, seconds. */
  readonly holdSeconds: number;
  /** Waits between failures: the first, doubled up to the longest, ms. */
  readonly backOff: { readonly firstMs: number; readonly longestMs: number };
  readonly log: AdapterLog;
}

/** Fetches updates by itself until it is stopped; no failure ends it. */
export interface Polling {
  start(): void;
  /** Waits for the batch under way, and gives the right to fetch away. */
  stop(): Promise<void>;
}

const MORE_THAN_HELD_MS = 15_000;

export function createPolling(services: PollingServices): Polling {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    start() {
      running = supervise(services, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function supervise(services: PollingServices, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const lock = await services.lock(signal);
      if (lock) await pollWhileHeld(services, lock, signal);
    } catch (error) {
      services.log.warn({ err: error }, "fetching updates stopped; it starts again");
      await pause(services.backOff.firstMs, signal);
    }
  }
}

async function pollWhileHeld(
  services: PollingServices,
  lock: PollerLock,
  signal: AbortSignal,
): Promise<void> {
  const losing = new AbortController();
  void lock.lost.then(() => losing.abort());
  try {
    await poll(services, AbortSignal.any([signal, losing.signal]));
  } finally {
    if (!losing.signal.aborted) await lock.release();
  }
}

async function poll(services: PollingServices, signal: AbortSignal): Promise<void> {
  const { backOff, standing, log } = services;
  let offset: number | undefined;
  let waitMs = backOff.firstMs;
  while (!signal.aborted) {
    const fetched = await fetchBatch(services, offset, signal);
    if (signal.aborted) return;
    const next = fetched.ok ? await takeBatch(services, fetched.result) : "again";
    if (next !== "again") {
      standing.works();
      standing.hindered(undefined);
      waitMs = backOff.firstMs;
      offset = next ?? offset;
      continue;
    }
    if (!fetched.ok) standing.hindered(await troubled(services, fetched.failure));
    log.warn(
      { reason: fetched.ok ? "notCommitted" : fetched.failure.kind, afterMs: waitMs },
      "no updates",
    );
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, backOff.longestMs);
  }
}

/** The offset of the last batch confirms that batch: nothing before it is delivered again. */
function fetchBatch(
  { client, holdSeconds }: PollingServices,
  offset: number | undefined,
  signal: AbortSignal,
): Promise<Outcome<readonly unknown[]>> {
  return client.call(
    (api, within): Promise<readonly unknown[]> =>
      api.getUpdates(
        {
          timeout: holdSeconds,
          allowed_updates: [...ALLOWED_UPDATES],
          ...(offset === undefined ? {} : { offset }),
        },
        within,
      ),
    { withinMs: holdSeconds * 1000 + MORE_THAN_HELD_MS, signal },
  );
}

/**
 * Takes a batch, everybody's updates beside each other: they enter the service in their order, which keeps
 * each person's. Returns the next offset once all are committed, undefined for an empty batch, and "again"
 * when one is not: the same batch comes again then, and what was committed has no second effect.
 */
async function takeBatch(
  { intake, log }: PollingServices,
  batch: readonly unknown[],
): Promise<number | undefined | "again"> {
  const taken = await Promise.allSettled(batch.map((update) => intake.take(update)));
  const failed = taken.find((one) => one.status === "rejected");
  if (failed) {
    log.warn({ err: failed.reason }, "an update was not taken; it is fetched again");
    return "again";
  }
  const numbers = batch.flatMap((update) => envelopeSchema.safeParse(update).data?.update_id ?? []);
  return numbers.length === 0 ? undefined : Math.max(...numbers) + 1;
}

/** A webhook somebody set meanwhile is taken away; a second poller can only be told of. */
async function troubled(
  { client, standing }: PollingServices,
  failure: Extract<Outcome<never>, { ok: false }>["failure"],
): Promise<string> {
  if (failure.kind !== "conflict") return standing.troubleOf(failure);
  if (failure.reason === "webhook") {
    await client.call((api, signal) => api.deleteWebhook({}, signal));
    return "A webhook kept updates from being fetched; it was taken away";
  }
  return "Another program fetches this bot's updates: stop it, or give it a token of its own";
}

/** Resolves after so many ms, or when the signal comes. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
