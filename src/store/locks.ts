import { type Connections, connect } from "./connect.ts";
import { DatabaseUnavailable, storeError } from "./errors.ts";

/** A lock that lasts as long as its connection: a crash of either side frees it at once. */
export interface Lock {
  /** Resolves when the lock is gone because its connection broke; never after `release`. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/** Takes locks by name; no other connection to the same database can hold one of the same name. */
export interface Locks {
  /** Undefined when somebody else holds it. */
  take(name: string): Promise<Lock | undefined>;
  /** Waits until nobody else holds it; undefined when the signal ends the waiting. */
  wait(name: string, signal: AbortSignal): Promise<Lock | undefined>;
  close(): Promise<void>;
}

const CLOSE_SECONDS = 1;
const KEY = "hashtextextended('juchang lock ' || $1, 0)";

interface Held {
  readonly connections: Connections;
  isLost(): boolean;
  /** The connection is about to be closed on purpose. */
  forget(): void;
  readonly lost: Promise<void>;
}

/** Each lock has a connection to itself. */
export function createLocks(url: string): Locks {
  const open = new Set<Connections>();

  function begin(): { readonly held: Held; readonly close: () => Promise<void> } {
    const held = openConnection(url);
    open.add(held.connections);
    const close = async () => {
      held.forget();
      open.delete(held.connections);
      await held.connections.sql.end({ timeout: CLOSE_SECONDS });
    };
    return { held, close };
  }

  async function take(name: string): Promise<Lock | undefined> {
    const { held, close } = begin();
    try {
      if (await isFree(held, name)) return { lost: held.lost, release: close };
    } catch (error) {
      await close();
      throw storeError(error);
    }
    await close();
    return undefined;
  }

  async function wait(name: string, signal: AbortSignal): Promise<Lock | undefined> {
    const { held, close } = begin();
    try {
      if (await waitFor(held, name, signal)) return { lost: held.lost, release: close };
    } catch (error) {
      await close();
      if (signal.aborted) return undefined;
      throw storeError(error);
    }
    await close();
    return undefined;
  }

  return {
    take,
    wait,
    async close() {
      await Promise.all([...open].map(({ sql }) => sql.end({ timeout: CLOSE_SECONDS })));
    },
  };
}

async function isFree(held: Held, name: string): Promise<boolean> {
  const { sql } = held.connections;
  const [row] = await sql.unsafe<{ taken: boolean }[]>(
    `select pg_try_advisory_lock(${KEY}) as taken`,
    [name],
  );
  if (held.isLost()) throw new DatabaseUnavailable("CONNECTION_CLOSED");
  return row?.taken === true;
}

/** A server that waits for a lock does not notice by itself that its client is gone; it looks this often. */
const CLIENT_CHECK = "1s";

async function waitFor(held: Held, name: string, signal: AbortSignal): Promise<boolean> {
  const { sql } = held.connections;
  await sql.unsafe(
    `select set_config('statement_timeout', '0', false),
      set_config('client_connection_check_interval', '${CLIENT_CHECK}', false)`,
  );
  if (signal.aborted) return false;
  // The driver's own way to cancel opens a connection whose failure nobody hears of: it would end the process.
  const giveUp = () => void sql.end({ timeout: 0 }).catch(() => undefined);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    await sql.unsafe(`select pg_advisory_lock(${KEY})`, [name]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
  if (held.isLost()) throw new DatabaseUnavailable("CONNECTION_CLOSED");
  return !signal.aborted;
}

function openConnection(url: string): Held {
  let isLost = false;
  let settle: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const connections = connect(url, {
    max: 1,
    onClose: () => {
      isLost = true;
      settle();
    },
  });
  const forget = () => {
    settle = () => undefined;
  };
  return { connections, isLost: () => isLost, forget, lost };
}

/** Runs work while nobody else holds the lock of that name; undefined, and nothing is run, when somebody does. */
export async function withLock<Result>(
  url: string,
  name: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const locks = createLocks(url);
  const lock = await locks.take(name);
  if (!lock) return undefined;
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
