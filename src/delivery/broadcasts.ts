import { setTimeout as delay } from "node:timers/promises";
import { feedBroadcast } from "../domain/broadcasts/feed.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryLog } from "./ports.ts";

/** Makes the copies of announcements that are due, a few at a time, as fast as they are sent. */
export interface BroadcastFeed {
  /** Makes what can be made now; returns how many. */
  feed(): Promise<number>;
  start(): void;
  /** Resolves once the copies under way are made. */
  stop(): Promise<void>;
}

export interface BroadcastFeedParts {
  readonly store: Pick<Store, "broadcasts" | "inTransaction">;
  /** ms UTC. */
  readonly now: () => Promise<number>;
  /** There is something to send. */
  readonly onCopies: () => void;
  readonly log: DeliveryLog;
}

/** How long to wait when there was nothing, and when there was something. */
const IDLE_MS = 1_000;
const BUSY_MS = 100;

export function createBroadcastFeed({
  store,
  now,
  onCopies,
  log,
}: BroadcastFeedParts): BroadcastFeed {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function feed(): Promise<number> {
    const active = await store.broadcasts.active();
    if (active.length === 0) return 0;
    const waiting = new Map(await store.broadcasts.waiting());
    const at = await now();
    let made = 0;
    for (const id of active) {
      made += await feedBroadcast(id, { run: store.inTransaction, now: at, waiting });
    }
    if (made > 0) {
      await store.broadcasts.announce();
      onCopies();
    }
    return made;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const made = await feed().catch((error: unknown) => {
        log.warn({ err: error }, "Announcements could not go on; trying again");
        return 0;
      });
      const ms = made > 0 ? BUSY_MS : IDLE_MS;
      await delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    feed,
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
