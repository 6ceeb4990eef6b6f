/** Requests an address may make: this many at once, and as many again each minute. */
const PER_MINUTE = 30;
/** And all of them together: a file may have 20 MB. */
const ALL_PER_MINUTE = 600;
/** Addresses that are remembered; the one longest unheard of is forgotten first. */
const REMEMBERED = 5_000;

interface Bucket {
  left: number;
  at: number;
}

/** Whether an address may ask once more. Kept per process; `now`: ms UTC. */
export function createAddressLimit(now: () => number): (address: string) => boolean {
  const all: Bucket = { left: ALL_PER_MINUTE, at: now() };
  const buckets = new Map<string, Bucket>();
  return (address) => {
    const bucket = buckets.get(address) ?? { left: PER_MINUTE, at: now() };
    buckets.delete(address);
    buckets.set(address, bucket);
    const oldest = buckets.size > REMEMBERED ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    return take(bucket, PER_MINUTE, now()) && take(all, ALL_PER_MINUTE, now());
  };
}

function take(bucket: Bucket, perMinute: number, at: number): boolean {
  bucket.left = Math.min(perMinute, bucket.left + ((at - bucket.at) * perMinute) / 60_000);
  bucket.at = at;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}
