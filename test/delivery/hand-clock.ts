import type { Clock } from "../../src/delivery/pacing/gate.ts";

/** A clock that stands still until it is moved. */
export interface HandClock extends Clock {
  /** Moves it on by so many ms, calling back what comes due on the way, each at its time. */
  move(ms: number): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets everything that waits for promises only go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

export function handClock(start = 1_000_000): HandClock {
  let now = start;
  let due: readonly Due[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const entry = { at: now + ms, callback };
      due = [...due, entry];
      return () => {
        due = due.filter((one) => one !== entry);
      };
    },
    async move(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const [next] = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        due = due.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.callback();
        await settled();
      }
      now = end;
    },
  };
}
