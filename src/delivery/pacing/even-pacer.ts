/** Spaces calls evenly: the platform's budget of a token, which tolerates no bursts. Times in ms. */
export interface EvenPacer {
  /** When the next call may go; not before `now`. */
  nextAt(now: number): number;
  /** A call went at that time. */
  took(now: number): void;
  /** Nothing goes before that time: the platform asked to slow down. */
  pauseUntil(time: number): void;
}

/** How far a late call may be made up for by a sooner next one. */
const CATCH_UP_MS = 20;
/** A little under the limit, so that clocks that differ never put one call too many into a window. */
const MARGIN = 1.004;

/** A pacer for `count` calls in `perMs`. */
export function createEvenPacer(rate: {
  readonly count: number;
  readonly perMs: number;
}): EvenPacer {
  const everyMs = (rate.perMs / rate.count) * MARGIN;
  let due = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    nextAt: (now) => Math.max(now, due, pausedUntil),
    took(now) {
      due = Math.max(due, now - CATCH_UP_MS) + everyMs;
    },
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time);
      due = Math.max(due, time);
    },
  };
}
