/** Calls a key may make: this many at once, and as many again each minute. */
const CALLS_PER_MINUTE = 1500;

/** Seconds to wait before a key's next call; 0 when it may go on. Kept per process. */
export function createKeyLimit(now: () => number, perMinute = CALLS_PER_MINUTE) {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key: string): number => {
    const at = now();
    const bucket = buckets.get(key) ?? { left: perMinute, at };
    const refilled = bucket.left + ((at - bucket.at) * perMinute) / 60_000;
    const left = Math.min(perMinute, refilled);
    if (left < 1) {
      buckets.set(key, { left, at });
      return Math.ceil(((1 - left) * 60) / perMinute);
    }
    buckets.set(key, { left: left - 1, at });
    return 0;
  };
}
