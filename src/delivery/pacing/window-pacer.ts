import type { EvenPacer } from "./even-pacer.ts";

/** At most so many calls in any stretch of time. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

/** Keeps its limits over any stretch of time and lets what fits go at once: a chat's budget. Times in ms. */
export type WindowPacer = EvenPacer & {
  /** The call that went has its answer: it reached the platform at some time until now. */
  answered(now: number): void;
  /** Nothing it remembers matters any more. */
  isIdle(now: number): boolean;
};

/** Calls travel for unequal times: two that left a window apart may arrive a little closer. */
const MARGIN_MS = 60;

/** A pacer that keeps several limits, such as one in a second and twenty in a minute. */
export function createWindowPacer(rates: readonly Rate[]): WindowPacer {
  const longest = Math.max(0, ...rates.map(({ count }) => count));
  let taken: readonly number[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  const freeAt = ({ count, perMs }: Rate) => {
    const oldest = taken[taken.length - Math.floor(count)];
    return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + perMs + MARGIN_MS;
  };
  const nextAt = (now: number) => Math.max(now, pausedUntil, ...rates.map(freeAt));
  return {
    nextAt,
    took(now) {
      taken = [...taken, now].slice(-Math.ceil(longest));
    },
    answered(now) {
      if (taken.length > 0) taken = [...taken.slice(0, -1), now];
    },
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time);
    },
    isIdle(now) {
      const windowMs = Math.max(0, ...rates.map(({ perMs }) => perMs + MARGIN_MS));
      return pausedUntil <= now && (taken.at(-1) ?? Number.NEGATIVE_INFINITY) + windowMs <= now;
    },
  };
}
