import type { Locale, Localized } from "../../i18n/locale.ts";
import type { ActiveState } from "./results.ts";

export type EventState = "draft" | "open" | "closed" | "cancelled";

/** Whether a session takes sign-ups at this moment, by the database's clock. */
export type Openness = "draft" | "not_yet_open" | "open" | "closed" | "over" | "cancelled";

/** Places of one quota of a session; an empty key is for those to whom no quota applies. */
export interface QuotaCounts {
  readonly quota: string;
  readonly label: Localized | undefined;
  readonly capacity: number;
  readonly taken: number;
  /** Kept for those who were offered one. */
  readonly held: number;
  readonly waiting: number;
  /** Undefined: any number may wait. */
  readonly waitlist: number | undefined;
}

/** One time an event takes place, or one of its groups then. Times are ms UTC. */
export interface SessionView {
  readonly id: string;
  /** The date of a repeating event; empty for one that takes place once. */
  readonly occurrence: string;
  readonly key: string;
  readonly title: Localized | undefined;
  readonly openness: Openness;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly opensAt: number | undefined;
  readonly closesAt: number;
  readonly quotas: readonly QuotaCounts[];
  /** Sums over the quotas. */
  readonly capacity: number;
  readonly taken: number;
  readonly held: number;
  readonly waiting: number;
  /** When a counter last changed, for the card. */
  readonly changedAt: number;
}

export type QuestionType = "text" | "choice" | "number" | "phone" | "link" | "yes_no";

/** A question of the event; answers are stored in their normal form (`validateAnswer`). */
export interface QuestionView {
  readonly key: string;
  readonly label: Localized;
  readonly type: QuestionType;
  readonly required: boolean;
  readonly personal: boolean;
  readonly options: readonly { readonly id: string; readonly label: Localized }[];
}

/** An event as anybody may see it. */
export interface EventView {
  readonly id: string;
  readonly code: string;
  readonly state: EventState;
  readonly kind: string;
  readonly title: Localized;
  readonly description: Localized;
  readonly place: Localized;
  readonly bring: Localized | undefined;
  /** IANA zone in which its times are shown. */
  readonly zone: string;
  readonly approval: boolean;
  readonly guests: number;
  /** RRULE text; undefined when it takes place once. */
  readonly repeats: string | undefined;
  readonly hasPoster: boolean;
  /** SEQUENCE of the calendar file. */
  readonly sequence: number;
  readonly questions: readonly QuestionView[];
  /** Sessions that are not over yet, soonest first (over ones only when all are). */
  readonly sessions: readonly SessionView[];
}

/** Somebody's own seat. */
export interface SeatView {
  readonly seat: string;
  readonly code: string;
  readonly session: string;
  readonly state: ActiveState;
  /** In the queue, from 1; undefined unless waiting. */
  readonly place: number | undefined;
  /** ms UTC; undefined unless offered. */
  readonly offeredUntil: number | undefined;
  readonly pass: string;
  readonly places: number;
  readonly guest: string | undefined;
  readonly title: Localized;
  readonly sessionTitle: Localized | undefined;
  readonly venue: Localized;
  readonly bring: Localized | undefined;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly zone: string;
  readonly sequence: number;
  readonly confirmed: boolean;
  /** ms UTC. */
  readonly checkedInAt: number | undefined;
  readonly answers: Readonly<Record<string, string>>;
}

/** One row of the roster; for staff. */
export interface RosterRow {
  readonly seat: string;
  readonly person: string;
  readonly name: string | undefined;
  readonly session: string;
  readonly sessionTitle: Localized | undefined;
  readonly startsAt: number;
  readonly quota: string;
  readonly state: ActiveState | "released";
  readonly place: number | undefined;
  readonly pass: string;
  readonly places: number;
  readonly guest: string | undefined;
  readonly checkedInAt: number | undefined;
  readonly noShow: boolean;
  readonly locale: Locale;
  readonly answers: Readonly<Record<string, string>>;
}
