/** How much of something is allowed: so many at once, refilled at so many a second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Whether one more is allowed under this name. Names must come from a fixed set: each is remembered.
 */
export type Limiter = (name: string) => boolean;

/** A token bucket per name; `now` in ms. */
export function createLimiter(allowance: Allowance, now: () => number): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return (name) => {
    const time = now();
    const bucket = buckets.get(name) ?? { left: allowance.burst, at: time };
    const refilled = bucket.left + (Math.max(0, time - bucket.at) / 1000) * allowance.perSecond;
    const left = Math.min(allowance.burst, refilled);
    const allowed = left >= 1;
    buckets.set(name, { left: allowed ? left - 1 : left, at: time });
    return allowed;
  };
}
