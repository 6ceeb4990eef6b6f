import { setTimeout as delay } from "node:timers/promises";
import type { Lock } from "../store/locks.ts";
import type { RecentSend } from "../store/outbound/recent.ts";
import type { DeliveryLog } from "./ports.ts";

/** What owning tokens needs of the store. */
export interface OwnershipStore {
  /** Undefined when another process holds it. */
  lock(name: string): Promise<Lock | undefined>;
  waitForLock(name: string, signal: AbortSignal): Promise<Lock | undefined>;
  /** What the last owner has sent within the last minute. */
  recentlySent(installation: string): Promise<readonly RecentSend[]>;
  /** What the last owner was sending when it stopped may or may not have arrived. */
  markInterrupted(installations: readonly string[]): Promise<number>;
}

export interface OwnershipParts {
  readonly store: OwnershipStore;
  /** The tokens this process could send with. */
  readonly installations: readonly string[];
  readonly log: DeliveryLog;
  /** A token is this process's from now on. */
  readonly onTaken: (installation: string, recent: readonly RecentSend[]) => void;
}

/** Which tokens this process sends with: of all processes only a token's owner does. */
export interface Ownership {
  owned(): readonly string[];
  /** Whether everything that is committed here can be sent from here. */
  ownsAll(): boolean;
  /** Resolves once each token was tried for; those of other processes are waited for from then on. */
  start(): Promise<void>;
  /** Lets every token go, for other processes to take at once. */
  stop(): Promise<void>;
}

const TRY_AGAIN_MS = 1_000;

/**
 * One lock a token, held by its connection. When that connection breaks the token is lost in the same moment,
 * and this process waits for it again behind the others.
 */
export function createOwnership(parts: OwnershipParts): Ownership {
  const held = new Map<string, Lock>();
  const stopping = new AbortController();
  let contests: readonly Contest[] | undefined;

  return {
    owned: () => [...held.keys()],
    ownsAll: () => held.size === parts.installations.length,
    async start() {
      contests ??= parts.installations.map((installation) =>
        contest(parts, installation, held, stopping.signal),
      );
      await Promise.all(contests.map(({ tried }) => tried));
    },
    async stop() {
      stopping.abort();
      await Promise.all((contests ?? []).map(({ ended }) => ended));
    },
  };
}

interface Contest {
  /** The token was tried for once. */
  readonly tried: Promise<void>;
  readonly ended: Promise<void>;
}

function contest(
  parts: OwnershipParts,
  installation: string,
  held: Map<string, Lock>,
  signal: AbortSignal,
): Contest {
  const name = `token ${installation}`;
  let report: () => void = () => undefined;
  const tried = new Promise<void>((resolve) => {
    report = resolve;
  });

  async function hold(lock: Lock | undefined): Promise<void> {
    if (!lock) return;
    const recent = await begin(parts, installation, lock);
    held.set(installation, lock);
    parts.onTaken(installation, recent);
    report();
    await Promise.race([lock.lost, aborted(signal)]);
    held.delete(installation);
    if (signal.aborted) return lock.release();
    parts.log.warn(
      { installation },
      "The token was lost with its connection; waiting for it again",
    );
  }

  async function attempt(take: () => Promise<Lock | undefined>): Promise<void> {
    try {
      await hold(await take());
    } catch (error) {
      if (signal.aborted) return;
      parts.log.warn({ err: error, installation }, "A token cannot be taken now; trying again");
      await pause(TRY_AGAIN_MS, signal);
    } finally {
      report();
    }
  }

  async function run(): Promise<void> {
    await attempt(() => parts.store.lock(name));
    while (!signal.aborted) await attempt(() => parts.store.waitForLock(name, signal));
  }

  return { tried, ended: run() };
}

/** Settles what the last owner left; the lock is let go when that fails. */
async function begin(
  { store, log }: OwnershipParts,
  installation: string,
  lock: Lock,
): Promise<readonly RecentSend[]> {
  try {
    // Looked up first: what was claimed is due at once afterwards, and no longer told from what never was.
    const recent = await store.recentlySent(installation);
    const count = await store.markInterrupted([installation]);
    if (count > 0) {
      log.warn({ installation, count }, "Messages whose sending was cut off are uncertain");
    }
    return recent;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Leaves no listener behind: an outage may last for many tries. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
