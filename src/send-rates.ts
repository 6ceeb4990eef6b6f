import { limitsOf, type SendRates } from "./delivery/pacing/limits.ts";
import type { RateOf } from "./domain/broadcasts/estimate.ts";

/** Slack counts by channel and the playground not at all: about as many a second as one process sends. */
const WITHOUT_LIMIT = 20;

/** How many messages a second each platform's token may send. */
export function ratesOf(rates: SendRates): RateOf {
  return (platform) => {
    const { token } = limitsOf(platform, rates);
    return token === undefined ? WITHOUT_LIMIT : (token.count / token.perMs) * 1000;
  };
}
