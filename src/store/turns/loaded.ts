import type { Desk, Role, SpaceKind } from "../../engine/terms.ts";
import type { GivenConsent } from "../../engine/turn.ts";
import type { Locale } from "../locale.ts";
import type { DataKey } from "../sealing/data-key.ts";
import type { IdentityRows } from "./identities.ts";

/** The person a lane belongs to. */
export interface LoadedPerson {
  readonly id: string;
  /** Display name: the event's, else the last one known. */
  readonly name?: string | undefined;
  /** The language they chose. */
  readonly locale?: Locale | undefined;
  /** The platform's language tag. */
  readonly localeTag?: string | undefined;
  readonly role?: Role | undefined;
  readonly desks: readonly Desk[];
  /** Those that stand. Only the lane's own turns, and what raises its revision, give or take one. */
  readonly consents: readonly GivenConsent[];
  /** Our id of their direct chat with the bot, once known. */
  readonly directSpace?: string | undefined;
}

/** The space an event came from. */
export interface LoadedSpace {
  readonly id: string;
  readonly platformId: string;
  readonly kind: SpaceKind;
  readonly locale?: Locale | undefined;
  readonly mode: "quiet" | "helpful";
}

/** A lane as a turn finds it. Hand it back with the commit as it is. */
export interface LoadedLane {
  /** Id of the person, or of the space for events without one. */
  readonly lane: string;
  /** The revision this turn commits: one more than the stored one. */
  readonly revision: number;
  /** ms UTC by the database's clock. */
  readonly now: number;
  /** The stored state as JSON; undefined for a lane nobody has used. Check its format before use. */
  readonly state: unknown;
  readonly person?: LoadedPerson | undefined;
  readonly space?: LoadedSpace | undefined;
  /** The token that the person was last seen at. */
  readonly installation?: string | undefined;
  /** The store's own: what seals this turn's words. */
  readonly key: DataKey;
  /** The store's own: people, accounts and spaces that the commit adds or changes. */
  readonly introduces: IdentityRows;
}

/** What one round trip tells about an event. */
export interface LoadedTurn extends LoadedLane {
  readonly installation: string;
  readonly space: LoadedSpace;
  /** The event was taken before, by its delivery key or its content key. */
  readonly seen: boolean;
}
