import type { Locale } from "../i18n/locale.ts";
import type { EventBody } from "./event.ts";
import type { Action } from "./intent.ts";
import type { Address, Desk, Role, SpaceKind } from "./terms.ts";

/** Who acts in a turn; absent for events without a person. */
export interface Actor {
  /** Our id of the person. */
  readonly person: string;
  /** Display name: shown to the person and to staff handling their ticket, never elsewhere. */
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly desks: readonly Desk[];
  /** What they agreed to and did not take back, as this turn finds it; nothing when absent. */
  readonly consents?: readonly GivenConsent[] | undefined;
}

/** Consent to one purpose in one version of its text. */
export interface GivenConsent {
  readonly purpose: string;
  readonly textVersion: number;
  /** Days the text said that things are kept; null when it said none, or what it always said. */
  readonly keptDays?: number | null;
}

/** Whether somebody's consent to a purpose, in this version of its text, stands. */
export function hasGiven(
  { consents = [] }: Pick<Actor, "consents">,
  purpose: string,
  textVersion: number,
): boolean {
  return consents.some((one) => one.purpose === purpose && one.textVersion === textVersion);
}

/** What is being applied: an event as the engine sees it, or a timer come due. */
export type Occurrence =
  | EventBody
  | { readonly kind: "timer"; readonly name: TimerName; readonly run: number };

/** A run's timers: quiet too long, and as old as it may get. */
export type TimerName = "idle" | "expiry";

/** One event applied to one lane: everything `route` and `step` know of the world. */
export interface Turn {
  readonly lane: string;
  /** The revision this turn will commit. With the lane it names the turn. */
  readonly revision: number;
  /** ms UTC, by the database's clock. */
  readonly now: number;
  readonly at: Address;
  readonly space: SpaceKind;
  readonly actor?: Actor | undefined;
  /** The language to reply in when neither the person nor the run has settled it. */
  readonly locale: Locale;
  readonly occurrence: Occurrence;
  /** What a tapped button stands for; "forged" when its token is not ours. */
  readonly action?: Action | "forged" | undefined;
}

/** The name of a turn, safe in a token: lane and revision. */
export function turnReference(turn: Pick<Turn, "lane" | "revision">): string {
  return `${turn.lane}-${turn.revision.toString(36)}`;
}
