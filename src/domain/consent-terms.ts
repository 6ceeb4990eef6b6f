import { type Actor, hasGiven } from "../engine/turn.ts";
import type { Retention } from "../store/retention.ts";

/** Purposes whose consent names how long things are kept: whose days of `RETENTION` they are, and what the text said before it named them. */
const TERMS = {
  ticket: { kind: "transcript", atFirst: 180 },
  event: { kind: "event_answers", atFirst: 30 },
} as const satisfies Readonly<Record<string, { kind: keyof Retention; atFirst: number }>>;

type Termed = keyof typeof TERMS;

/** How many days the consent to a purpose says that things are kept. */
export function keptDays(purpose: Termed, retention: Retention): number {
  return retention[TERMS[purpose].kind];
}

/**
 * Whether a consent stands. One that named more days covers fewer; who agreed to fewer than are kept now is asked
 * anew.
 */
export function consentStands(
  { consents = [] }: Pick<Actor, "consents">,
  { purpose, textVersion }: { readonly purpose: string; readonly textVersion: number },
  retention: Retention,
): boolean {
  if (!isTermed(purpose)) return hasGiven({ consents }, purpose, textVersion);
  const days = keptDays(purpose, retention);
  const covering = consents.filter((one) => (one.keptDays ?? TERMS[purpose].atFirst) >= days);
  return hasGiven({ consents: covering }, purpose, textVersion);
}

function isTermed(purpose: string): purpose is Termed {
  return Object.hasOwn(TERMS, purpose);
}
