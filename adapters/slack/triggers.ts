import { createRemembered } from "./remembered.ts";

/** What people who tapped a moment ago allow: a modal, once (views.open: a trigger lives three seconds). */
export interface Triggers {
  /** `now` in ms. */
  tapped(user: string, trigger: string, now: number): void;
  /** The trigger, if it is still good; it is used up. */
  take(user: string, now: number): string | undefined;
}

/** A little under Slack's three seconds: opening takes its time too. */
const GOOD_FOR_MS = 2_500;
const REMEMBERED = 1_000;

export function createTriggers(): Triggers {
  const taps = createRemembered<{ readonly trigger: string; readonly at: number }>(REMEMBERED);
  return {
    tapped: (user, trigger, now) => taps.set(user, { trigger, at: now }),
    take(user, now) {
      const tap = taps.get(user);
      taps.delete(user);
      return tap && now - tap.at <= GOOD_FOR_MS ? tap.trigger : undefined;
    },
  };
}
