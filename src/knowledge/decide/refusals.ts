import type { Outside, RefusalKey } from "../content/outside.ts";

/** A request to turn down. */
export interface Refusal {
  readonly key: RefusalKey;
  /** Only when nothing else is asked. */
  readonly yieldsToQuestion: boolean;
}

/** The refusal a folded message calls for, if any; the content's order decides between several. */
export function findRefusal(declined: Outside["declined"], folded: string): Refusal | undefined {
  return declined.find(
    ({ patterns, except }) =>
      patterns.some((pattern) => pattern.test(folded)) &&
      !except.some((pattern) => pattern.test(folded)),
  );
}
