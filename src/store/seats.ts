import type { Connections } from "./connect.ts";

/** One connection that one user at a time has to itself. */
export interface Seat {
  readonly connections: Connections;
  /** True as soon as its connection has ended once; it is not used again. */
  isLost(): boolean;
  discard(): void;
}

/** A fixed number of seats, given out in the order of asking. */
export interface Seats {
  take(): Promise<Seat>;
  give(seat: Seat): void;
  /** Ends the connections; whoever still has a seat gets 5 s to finish. */
  close(): Promise<void>;
}

const CLOSE_SECONDS = 5;

export function createSeats(max: number, open: (onClose: () => void) => Connections): Seats {
  const free: Seat[] = [];
  const all = new Set<Seat>();
  const waiting: ((seat: Seat) => void)[] = [];

  function newSeat(): Seat {
    let lost = false;
    const discard = () => {
      lost = true;
      all.delete(seat);
      seat.connections.sql.end({ timeout: 0 }).catch(() => undefined);
    };
    const seat: Seat = {
      connections: open(() => lost || discard()),
      isLost: () => lost,
      discard,
    };
    all.add(seat);
    return seat;
  }

  function usable(): Seat | undefined {
    const seat = free.pop();
    if (!seat?.isLost()) return seat;
    return usable();
  }

  return {
    async take() {
      const seat = usable();
      if (seat) return seat;
      if (all.size < max) return newSeat();
      return new Promise((resolve) => waiting.push(resolve));
    },
    give(seat) {
      const next = waiting.shift();
      if (next) next(seat.isLost() ? newSeat() : seat);
      else if (!seat.isLost()) free.push(seat);
    },
    async close() {
      await Promise.all(
        [...all].map(({ connections }) => connections.sql.end({ timeout: CLOSE_SECONDS })),
      );
    },
  };
}
