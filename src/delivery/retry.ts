import type { Event } from "../engine/event.ts";
import { openQuestionOf } from "../engine/state.ts";
import type { Locale } from "../i18n/locale.ts";
import type { FailedEvent } from "../store/failed-events.ts";
import { type ApplyParts, applyTurn } from "./apply.ts";
import type { Tokens } from "./tokens.ts";
import { stateOf, turnOfEvent } from "./turn-of.ts";

/** What became of another try. All but `failed` settle the failure. */
export type Retried =
  | { readonly kind: "done" }
  /** The lane's open question is another one by now: the words would answer what nobody asked. */
  | { readonly kind: "moved_on" }
  /** Nothing can be run: its person was erased, or it was a timer. */
  | { readonly kind: "nothing" }
  /** The bug is still there; the failure stays open. */
  | { readonly kind: "failed"; readonly error: Error };

export interface RetryParts extends ApplyParts {
  readonly failures: {
    find(id: string): Promise<FailedEvent | undefined>;
    settle(id: string): Promise<boolean>;
  };
  readonly tokens: Tokens;
  readonly defaultLocale: Locale;
}

const STALE_TRIES = 20;

/**
 * Runs a kept event again, unless the conversation has moved on. It goes under a delivery key of its own, so
 * that a try that was cut off after its commit is a repeat the next time. Undefined when there is no such
 * failure or it was settled before.
 */
export async function retryFailure(parts: RetryParts, id: string): Promise<Retried | undefined> {
  const failure = await parts.failures.find(id);
  if (!failure) return undefined;
  const { details } = failure;
  const event = details.kind === "unsealed" ? details.value.event : undefined;
  const retried = event ? await runAgain(parts, failure, event) : { kind: "nothing" as const };
  if (retried.kind !== "failed") await parts.failures.settle(id);
  return retried;
}

async function runAgain(parts: RetryParts, failure: FailedEvent, kept: Event): Promise<Retried> {
  const event: Event = { ...kept, deliveryKey: `retry:${failure.id}`, contentKey: undefined };
  try {
    for (let tries = 0; tries < STALE_TRIES; tries++) {
      const loaded = await parts.turns.load(event);
      if (loaded.seen) return { kind: "done" };
      if (openQuestionOf(stateOf(loaded)) !== failure.openQuestion) return { kind: "moved_on" };
      const turn = turnOfEvent(loaded, event, parts.tokens, parts.defaultLocale);
      const { result } = await applyTurn(parts, loaded, turn, { kind: "event", event });
      if (result !== "stale") return { kind: "done" };
    }
    return { kind: "failed", error: new Error("The lane kept moving: try again") };
  } catch (error) {
    return { kind: "failed", error: error instanceof Error ? error : new Error(String(error)) };
  }
}
