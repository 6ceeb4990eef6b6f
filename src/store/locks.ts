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

  async function take(name: string): Promise<Lock | undefined> {
    const held = openConnection(url);
    open.add(held.connections);
    const close = async () => {
      held.forget();
      open.delete(held.connections);
      await held.connections.sql.end({ timeout: CLOSE_SECONDS });
    };
    try {
      if (await isFree(held, name)) return { lost: held.lost, release: close };
    } catch (error) {
      await close();
      throw storeError(error);
    }
    await close();
    return undefined;
  }

  return {
    take,
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
