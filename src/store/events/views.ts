import type { Locale } from "../locale.ts";
import type { EventState, QuestionType } from "../schema/events.ts";
import type { SeatState } from "../schema/seats.ts";

/** A text in both languages. */
export interface Texts {
  readonly zh: string;
  readonly en: string;
}

/** Whether a session takes sign-ups at this moment, by the database's clock. */
export type Openness = "draft" | "not_yet_open" | "open" | "closed" | "over" | "cancelled";

/** Places of one quota of a session; an empty key is for those to whom no quota applies. */
export interface QuotaCounts {
  readonly quota: string;
  readonly label: Texts | null;
  readonly capacity: number;
  readonly taken: number;
  /** Kept for those who were offered one. */
  readonly held: number;
  readonly waiting: number;
  /** How many may wait; null for any number. */
  readonly waitlist: number | null;
}

/** One time an event takes place, or one of its groups then. Times are ms UTC. */
export interface SessionView {
  readonly id: string;
  /** The date of a repeating event; empty for one that takes place once. */
  readonly occurrence: string;
  readonly key: string;
  readonly title: Texts | null;
  readonly openness: Openness;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Null: as soon as the event is open. */
  readonly opensAt: number | null;
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

/** A question of the event. */
export interface QuestionView {
  readonly key: string;
  readonly label: Texts;
  readonly type: QuestionType;
  readonly required: boolean;
  readonly personal: boolean;
  readonly options: readonly { readonly id: string; readonly label: Texts }[];
}

/** Which seats somebody may have who answers a question in a certain way. */
export interface QuotaView {
  readonly key: string;
  readonly label: Texts;
  readonly capacity: number;
  readonly question: string;
  readonly option: string;
}

/** An event as anybody may see it. */
export interface EventView {
  readonly id: string;
  readonly code: string;
  readonly state: EventState;
  readonly kind: string;
  readonly title: Texts;
  readonly description: Texts;
  readonly place: Texts;
  readonly bring: Texts | null;
  /** IANA zone in which its times are shown. */
  readonly zone: string;
  readonly approval: boolean;
  readonly guests: number;
  /** Minutes before the start at which those who come are reminded. */
  readonly reminders: readonly number[];
  /** RRULE text; null when it takes place once. */
  readonly repeats: string | null;
  readonly hasPoster: boolean;
  /** Which picture it is; null without one. */
  readonly posterVersion: string | null;
  /** SEQUENCE of the calendar file. */
  readonly sequence: number;
  readonly questions: readonly QuestionView[];
  readonly quotas: readonly QuotaView[];
  /** Sessions that are not over yet, soonest first; of an event that is over, all. */
  readonly sessions: readonly SessionView[];
}

/** Somebody's own seat. Times are ms UTC. */
export interface SeatView {
  readonly seat: string;
  readonly code: string;
  readonly session: string;
  readonly quota: string;
  readonly state: SeatState;
  /** In the queue, from 1; null unless waiting. */
  readonly place: number | null;
  /** Null unless offered. */
  readonly offeredUntil: number | null;
  readonly pass: string;
  readonly places: number;
  readonly guest: string | undefined;
  readonly title: Texts;
  readonly sessionTitle: Texts | null;
  readonly venue: Texts;
  readonly bring: Texts | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly zone: string;
  readonly sequence: number;
  readonly confirmed: boolean;
  readonly checkedInAt: number | null;
  /** By question, in their normal form. */
  readonly answers: Readonly<Record<string, string>>;
}

/** One row of the roster, for staff. */
export interface RosterRow
  extends Omit<SeatView, "title" | "venue" | "bring" | "code" | "sequence"> {
  readonly person: string;
  /** What they are called: their account's name, or the name given at the door. */
  readonly name: string | undefined;
  readonly noShow: boolean;
  readonly locale: Locale;
}
