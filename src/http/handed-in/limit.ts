import { type Allowance, createLimiter } from "../../engine/limiter.ts";

/** Requests of one address, and of all together: a file may have 20 MB. */
const AN_ADDRESS: Allowance = { burst: 30, perSecond: 0.5 };
const EVERYBODY: Allowance = { burst: 600, perSecond: 10 };
/** Addresses that are remembered. */
const MOST_ADDRESSES = 5_000;

/** Whether an address may ask once more. Kept per process; `now`: ms UTC. */
export function createAddressLimit(now: () => number): (address: string) => boolean {
  const address = createLimiter(AN_ADDRESS, now, MOST_ADDRESSES);
  const everybody = createLimiter(EVERYBODY, now);
  return (from) => address(from) && everybody("all");
}
