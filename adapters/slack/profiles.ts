import { z } from "zod";
import type { Client } from "./client.ts";
import { createRemembered } from "./remembered.ts";

/** What Slack knows of a person that matters here. */
export interface Profile {
  readonly name?: string | undefined;
  /** Such as "zh-CN". */
  readonly localeTag?: string | undefined;
}

/** People's names and languages, which events do not hold. */
export interface Profiles {
  /** What is known within half a second; an event never waits longer for a name. `now` in ms. */
  of(user: string, now: number): Promise<Profile>;
}

const userInfo = z.object({
  user: z.object({
    real_name: z.string().optional(),
    locale: z.string().max(40).optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
});

const NOBODY: Profile = {};
const REMEMBERED = 5_000;
const FRESH_MS = 60 * 60_000;
/** A permission that is missing stays missing for a while. */
const UNKNOWN_FOR_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 500;
/** Slack allows about a hundred a minute in a workspace ("Rate limits", tier 4), whichever process asks. */
const MOST_IN_A_MINUTE = 90;
const MINUTE_MS = 60_000;

/** Whoever is met beyond what Slack answers in a minute is asked after at their next event. */
export function createProfiles(client: Client): Profiles {
  const known = createRemembered<{ readonly profile: Profile; readonly until: number }>(REMEMBERED);
  const asking = new Map<string, Promise<Profile>>();

  let askedAt: readonly number[] = [];
  let restUntil = Number.NEGATIVE_INFINITY;

  function mayAsk(now: number): boolean {
    askedAt = askedAt.filter((at) => at > now - MINUTE_MS);
    if (now < restUntil || askedAt.length >= MOST_IN_A_MINUTE) return false;
    askedAt = [...askedAt, now];
    return true;
  }

  async function ask(user: string, now: number): Promise<Profile> {
    const asked = await client.call("users.info", { user, include_locale: true }, userInfo);
    const before = known.get(user)?.profile ?? NOBODY;
    if (!asked.ok && asked.failure.kind === "tooFast") {
      restUntil = now + asked.failure.afterMs;
      return before;
    }
    const profile = asked.ok ? profileOf(asked.result) : before;
    known.set(user, { profile, until: now + (asked.ok ? FRESH_MS : UNKNOWN_FOR_MS) });
    return profile;
  }

  return {
    async of(user, now) {
      const entry = known.get(user);
      if (entry && entry.until > now) return entry.profile;
      const underWay = asking.get(user);
      if (!underWay && !mayAsk(now)) return entry?.profile ?? NOBODY;
      const asked = underWay ?? ask(user, now).finally(() => asking.delete(user));
      asking.set(user, asked);
      return within(LONGEST_WAIT_MS, asked, entry?.profile ?? NOBODY);
    },
  };
}

function profileOf({ user }: z.infer<typeof userInfo>): Profile {
  const { profile, real_name, locale } = user;
  const name = profile?.display_name?.trim() || real_name?.trim();
  return { name: name === "" ? undefined : name, localeTag: locale };
}

async function within<Value>(ms: number, work: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Value>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
