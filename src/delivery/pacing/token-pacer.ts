import { createEvenPacer, type EvenPacer } from "./even-pacer.ts";
import type { Rate } from "./window-pacer.ts";

/** A token's budget: evenly spaced, and kept by what reaches the platform, not only by what leaves. Times in ms. */
export type TokenPacer = EvenPacer & {
  /** The call that went at `at` has its answer. */
  answered(at: number, now: number): void;
  /** The token's last owner made a call at that time, which counts for the window alone. */
  remember(at: number): void;
};

/** Clocks that count in whole milliseconds, and a little air. */
const AIR_MS = 4;
/** A call without an answer holds the others up for no longer. */
const LONGEST_DELAY_MS = 250;
/** How many answers the shortest way there and back is taken from: no fewer, since the first ones are slow. */
const FEWEST_TRAVELS = 40;
const MOST_TRAVELS = 200;

interface Sent {
  readonly at: number;
  /** When the platform had it at the latest; undefined without an answer. */
  arrivedBy: number | undefined;
}

/**
 * Calls that left evenly may arrive in a bunch, when the network or a busy machine held one up. One that took
 * longer than the quickest of late may have arrived so much later; the window is counted from then on.
 */
export function createTokenPacer({ count, perMs }: Rate): TokenPacer {
  const even = createEvenPacer({ count, perMs });
  const held = Math.max(1, Math.floor(count));
  /** The oldest first; changed in place, since a copy for every call would be most of its cost. */
  const sent: Sent[] = [];
  const travels: number[] = [];
  let quickest = 0;

  /** When the call that must leave the window first leaves it. */
  function freeAt(now: number): number {
    const oldest = sent[sent.length - held];
    if (!oldest) return Number.NEGATIVE_INFINITY;
    const { at, arrivedBy = now } = oldest;
    const delayMs = Math.max(0, arrivedBy - at - quickest);
    return at + Math.min(delayMs, LONGEST_DELAY_MS) + perMs + AIR_MS;
  }

  /** What has left the window for certain holds nothing up any more. */
  function keep(one: Sent, now: number): void {
    sent.push(one);
    const leftBefore = now - perMs - LONGEST_DELAY_MS - AIR_MS;
    const kept = sent.findIndex(({ at }) => at > leftBefore);
    sent.splice(0, Math.max(kept, sent.length - held));
  }

  return {
    nextAt: (now) => Math.max(even.nextAt(now), freeAt(now)),
    took(now) {
      even.took(now);
      keep({ at: now, arrivedBy: undefined }, now);
    },
    answered(at, now) {
      travels.push(now - at);
      if (travels.length > MOST_TRAVELS) travels.shift();
      if (travels.length >= FEWEST_TRAVELS) quickest = leastOf(travels);
      const call = sent.findLast((one) => one.at === at);
      if (call) call.arrivedBy = now;
    },
    remember(at) {
      keep({ at, arrivedBy: at }, at);
    },
    pauseUntil: even.pauseUntil,
  };
}

/** Without a copy: it is asked for with every answer. */
function leastOf(times: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const time of times) least = Math.min(least, time);
  return least;
}
