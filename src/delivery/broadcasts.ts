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
  readonly store: Pick<Store, "broadcasts" | "inTransaction" | "onBroadcastMoved">;
  /** ms UTC. */
  readonly now: () => Promise<number>;
  /** There is something to send. */
  readonly onCopies: () => void;
  readonly log: DeliveryLog;
  /** How long to rest when there was nothing and nobody does anything to an announcement, ms; 1 s when not given. */
  readonly idleMs?: number;
}

/** How long to wait when there was nothing, unless something is done to an announcement, and when there was something. */
const IDLE_MS = 1_000;
const BUSY_MS = 100;

export function createBroadcastFeed({
  store,
  now,
  onCopies,
  log,
  idleMs = IDLE_MS,
}: BroadcastFeedParts): BroadcastFeed {
  const rest = createRest();
  let isStopped = false;
  let stopListening: () => void = () => undefined;
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
    while (!isStopped) {
      const made = await feed().catch((error: unknown) => {
        log.warn({ err: error }, "Announcements could not go on; trying again");
        return 0;
      });
      await rest.take(made > 0 ? BUSY_MS : idleMs);
    }
  }

  return {
    feed,
    start() {
      stopListening = store.onBroadcastMoved(rest.end);
      running = run();
    },
    async stop() {
      isStopped = true;
      stopListening();
      rest.end();
      await running;
    },
  };
}

/** Waits that are cut short; an end that comes while nobody waits ends the next wait at once. */
function createRest() {
  let isEnded = false;
  let wake: () => void = () => undefined;
  return {
    end() {
      isEnded = true;
      wake();
    },
    async take(ms: number): Promise<void> {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, isEnded ? 0 : ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      isEnded = false;
    },
  };
}
