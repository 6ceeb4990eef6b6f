import type { Platform } from "../../engine/adapter.ts";
import type { Transaction } from "../../engine/terms.ts";
import {
  type Audience,
  type AudienceCount,
  countAudience,
} from "../../store/broadcasts/audience.ts";
import type { Broadcast } from "./content.ts";

/** What sending would come to. */
export interface Estimate {
  readonly people: number;
  readonly groups: number;
  /** People and groups: never opened the bot where it would have to write to them, or removed or blocked it. */
  readonly unreachable: number;
  /** Who turned the topic off. */
  readonly muted: number;
  /** At the rates the platforms allow, rounded up. */
  readonly minutes: number;
}

/** Messages a second that a platform's token may send. */
export type RateOf = (platform: Platform) => number;

/** Who an announcement reaches now. */
export function audienceOf({
  audience,
  topic,
  playground,
}: Pick<Broadcast, "audience" | "topic" | "playground">): Audience {
  return { parts: audience, topic, playground };
}

/** Counts who would get an announcement now, and how long that would take. */
export async function estimate(
  transaction: Transaction,
  broadcast: Pick<Broadcast, "audience" | "topic" | "playground">,
  rateOf: RateOf,
): Promise<Estimate> {
  const counts = await countAudience(transaction, audienceOf(broadcast));
  return summed(counts, rateOf);
}

function summed(counts: readonly AudienceCount[], rateOf: RateOf): Estimate {
  const total = (which: (count: AudienceCount) => boolean) =>
    counts.filter(which).reduce((sum, { count }) => sum + count, 0);
  const seconds = counts
    .filter(({ skipped }) => skipped === undefined)
    .reduce((sofar, { installation = "", platform, count }) => {
      const rate = platform === undefined ? 1 : rateOf(platform);
      return sofar.set(installation, (sofar.get(installation) ?? 0) + count / rate);
    }, new Map<string, number>());
  return {
    people: total(({ kind, skipped }) => kind === "person" && skipped === undefined),
    groups: total(({ kind, skipped }) => kind === "group" && skipped === undefined),
    unreachable: total(({ skipped }) => skipped === "unreachable"),
    muted: total(({ skipped }) => skipped === "muted"),
    minutes: Math.ceil(Math.max(0, ...seconds.values()) / 60),
  };
}

/** More recipients than this, or everybody, need a second person. */
const APPROVAL_ABOVE = 20;

/** Whether a second person must approve: above a set size, and whenever it goes to all groups or everybody. */
export function needsApproval(
  { audience }: Pick<Broadcast, "audience">,
  { people, groups }: Pick<Estimate, "people" | "groups">,
): boolean {
  const isForAll = audience.some(
    (part) => part.kind === "everyone" || (part.kind === "groups" && part.tag === undefined),
  );
  return isForAll || people + groups > APPROVAL_ABOVE;
}
