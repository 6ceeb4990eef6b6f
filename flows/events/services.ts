import type { EventView, QuestionView, SeatView } from "../../src/domain/events/views.ts";
import type { EventWork } from "../../src/domain/events/work.ts";
import type { Beginning } from "../../src/domain/events/writing/drafts.ts";
import type {
  Around,
  Draft,
  FieldId,
  Patch,
  Typed,
  WritingFrame,
} from "../../src/domain/events/writing/fields.ts";
import type { EffectResult } from "../../src/engine/command.ts";
import type { Attachment, Content } from "../../src/engine/intent.ts";
import type { Address, Transaction } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";
import type { Locale } from "../../src/i18n/locale.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** What putting an event's live card into a group came to. */
export type PostCardResult = Tagged<"posted"> | Tagged<"not_found">;

/** A picture staff send for an event. */
export interface PosterOffer {
  readonly staff: string;
  readonly code: string;
  readonly space: string;
  readonly reference: string;
}

export type OfferPosterResult = Tagged<"noted"> | Tagged<"not_found"> | Tagged<"not_staff">;

export type RemovePosterResult =
  | Tagged<"removed">
  /** There was none. */
  | Tagged<"unchanged">
  | Tagged<"not_found">
  | Tagged<"not_staff">;

/** What a pass tells: a seat somebody has. Times are ms UTC. */
export interface PassFacts {
  readonly code: string;
  readonly seat: string;
  readonly pass: string;
  readonly title: SeatView["title"];
  readonly sessionTitle: SeatView["sessionTitle"];
  readonly venue: SeatView["venue"];
  readonly bring: SeatView["bring"];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly zone: string;
  readonly sequence: number;
  readonly guest: string | undefined;
}

/** The changes in the world that the event flows ask for. */
type Effects = Pick<
  EventWork,
  | "signUp"
  | "withdrawSeat"
  | "answerOffer"
  | "confirmSeat"
  | "changeAnswers"
  | "decide"
  | "remindMe"
  | "giveFeedback"
  | "checkInHere"
  | "checkInPass"
  | "checkInSeat"
  | "walkIn"
  | "createEvent"
  | "editEvent"
  | "setEventState"
  | "moveSession"
>;

/** How what staff write of an event is read and shown. */
export interface EventWriting {
  readonly basicFields: readonly FieldId[];
  readonly extraFields: readonly FieldId[];
  /** What was typed for one field, checked against the rest of the draft. */
  readField(field: FieldId, said: string, draft: Draft, frame: WritingFrame): Typed;
  showField(draft: Draft, field: FieldId, frame: WritingFrame & { locale: Locale }): string;
  /** A draft with some of its fields set. */
  withPatch(draft: Draft, patch: Patch): Draft;
  /** The part of a draft that a field stands for. */
  patchOf(draft: Draft, field: FieldId): Patch;
  /** What tells when sign-up opens and closes. */
  readonly around: readonly Around[];
  /** A draft without those of them that have no place in its own time. */
  fitting(draft: Draft, keys: readonly Around[], frame: WritingFrame): Draft;
}

/** An event that staff are about to change. */
export interface Editing {
  readonly event: EventView;
  readonly draft: Draft;
  readonly frame: WritingFrame;
}

/** What the event flows ask of the service. */
export interface EventServices extends Effects {
  readonly writing: EventWriting;
  /** What a new event may begin from; undefined for people who may not write one. */
  beginning(staff: string): Promise<Beginning | undefined>;
  /** An event to be changed; undefined for people who may not, and when there is none. */
  editing(code: string, staff: string): Promise<Editing | undefined>;
  /** Events that are open or will be, soonest first; drafts only for staff. */
  listEvents(staff?: boolean): Promise<readonly EventView[]>;
  viewEvent(code: string): Promise<EventView | undefined>;
  /** A person's seats that are not over, soonest first. */
  mySeats(person: string): Promise<readonly SeatView[]>;
  mySeat(seat: string, person: string): Promise<SeatView | undefined>;
  /** What the person answered elsewhere to the same questions. */
  earlierAnswers(person: string, code: string): Promise<Readonly<Record<string, string>>>;
  /** Whether this person has agreed to that version of a purpose. */
  /** Days that what is asked for is kept, as the consent says. */
  readonly keptDays: number;
  hasConsent(actor: Actor, purpose: string, textVersion: number): boolean;
  /** An answer in its normal form; undefined when it is none. */
  parseAnswer(question: QuestionView, typed: string): string | undefined;
  /** The card of an event as a group sees it: counts, never names. */
  card(event: EventView): Content;
  /** Puts the live card of an event into a group, where it is kept right from then on. */
  postCard(transaction: Transaction, at: Address, code: string): Promise<PostCardResult>;
  /** What comes with a pass: its picture and the calendar file. */
  passFiles(facts: PassFacts, locale: Locale): readonly Attachment[];
  /** Notes a picture that is to be fetched as an event's poster. */
  offerPoster(transaction: Transaction, offer: PosterOffer): Promise<OfferPosterResult>;
  removePoster(transaction: Transaction, staff: string, code: string): Promise<RemovePosterResult>;
  /** The largest poster that is taken. */
  readonly mostPosterBytes: number;
  /** Whether the person may run events. */
  mayManage(person: string): Promise<boolean>;
  /** Everybody who has, waits for or asked for a seat; undefined for people who may not see it. */
  roster: (code: string, staff: string) => ReturnType<EventWork["roster"]>;
  /** Somebody's request for a seat; undefined for people who may not see it. */
  applicant: (seat: string, staff: string) => ReturnType<EventWork["applicant"]>;
  /** The digits at the entrance now. */
  onSiteCode: (code: string, staff: string) => ReturnType<EventWork["onSiteCode"]>;
}
