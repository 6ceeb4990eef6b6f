/** How much of something is allowed: so many at once, refilled at so many a second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Whether one more is allowed under this name. */
export type Limiter = (name: string) => boolean;

interface Bucket {
  left: number;
  at: number;
}

/**
 * A token bucket per name; `now` in ms. Beyond `mostNames` the names that were not heard of for the longest
 * time are forgotten, so that names anybody can make up never fill the memory.
 */
export function createLimiter(
  allowance: Allowance,
  now: () => number,
  mostNames = Number.POSITIVE_INFINITY,
): Limiter {
  const buckets = new Map<string, Bucket>();
  return (name) => {
    const time = now();
    const bucket = buckets.get(name) ?? { left: allowance.burst, at: time };
    const refilled = bucket.left + (Math.max(0, time - bucket.at) / 1000) * allowance.perSecond;
    const left = Math.min(allowance.burst, refilled);
    const allowed = left >= 1;
    // Taken out first, so that the map is in the order in which names were last heard of.
    buckets.delete(name);
    buckets.set(name, { left: allowed ? left - 1 : left, at: time });
    const [oldest] = buckets.size > mostNames ? buckets.keys() : [];
    if (oldest !== undefined) buckets.delete(oldest);
    return allowed;
  };
}
