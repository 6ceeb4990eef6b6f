import type { Connections } from "./connect.ts";

/** One connection that one user at a time has to itself. */
export interface OwnConnection {
  readonly connections: Connections;
  /** True as soon as its connection has ended once; it is not used again. */
  isLost(): boolean;
  discard(): void;
}

/** A fixed number of them, given out in the order of asking. */
export interface OwnConnections {
  take(): Promise<OwnConnection>;
  give(own: OwnConnection): void;
  /** Ends the connections; whoever still has one gets 5 s to finish. */
  close(): Promise<void>;
}

const CLOSE_SECONDS = 5;

export function createOwnConnections(
  max: number,
  open: (onClose: () => void) => Connections,
): OwnConnections {
  const free: OwnConnection[] = [];
  const all = new Set<OwnConnection>();
  const waiting: ((own: OwnConnection) => void)[] = [];

  function add(): OwnConnection {
    let lost = false;
    const discard = () => {
      lost = true;
      all.delete(own);
      own.connections.sql.end({ timeout: 0 }).catch(() => undefined);
    };
    const own: OwnConnection = {
      connections: open(() => lost || discard()),
      isLost: () => lost,
      discard,
    };
    all.add(own);
    return own;
  }

  function usable(): OwnConnection | undefined {
    const own = free.pop();
    if (!own?.isLost()) return own;
    return usable();
  }

  return {
    async take() {
      const own = usable();
      if (own) return own;
      if (all.size < max) return add();
      return new Promise((resolve) => waiting.push(resolve));
    },
    give(own) {
      const next = waiting.shift();
      if (next) next(own.isLost() ? add() : own);
      else if (!own.isLost()) free.push(own);
    },
    async close() {
      await Promise.all(
        [...all].map(({ connections }) => connections.sql.end({ timeout: CLOSE_SECONDS })),
      );
    },
  };
}
