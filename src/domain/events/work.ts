import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import type { Applicant } from "./applicant.ts";
import type { PosterResult } from "./change-poster.ts";
import type {
  ChangeAnswersResult,
  CheckInResult,
  ConfirmResult,
  CreateEventResult,
  DecisionResult,
  DoorResult,
  EventStateResult,
  FeedbackResult,
  MoveResult,
  OfferResult,
  RemindMeResult,
  SaveEventResult,
  SignUpResult,
  WalkInResult,
  WithdrawResult,
} from "./results.ts";
import type { EventView, QuestionView, RosterRow, SeatView } from "./views.ts";
import type { Beginning } from "./writing/drafts.ts";
import type { Draft } from "./writing/fields.ts";
import type { Edit } from "./writing/write.ts";

/** A wish for a seat, as it was confirmed. */
export interface SignUpRequest {
  readonly person: string;
  /** Display name, masked wherever it stands in words that may be searched. */
  readonly name: string | undefined;
  readonly locale: Locale;
  readonly code: string;
  /** Id of the session; undefined when the event has only one that is ahead. */
  readonly session: string | undefined;
  /** By question; normal form or as typed, both are checked again. */
  readonly answers: Readonly<Record<string, string>>;
  /** Name of a guest. */
  readonly guest: string | undefined;
}

/** Answers of a sign-up to be changed. */
export interface ChangedAnswers {
  /** By question; an empty one takes an answer away that nobody must give. */
  readonly answers: Readonly<Record<string, string>>;
  /** Display name, masked as in a `SignUpRequest`. */
  readonly name: string | undefined;
}

/** Somebody who had not signed up, at the door. */
export interface WalkInRequest {
  readonly staff: string;
  readonly code: string;
  /** The session; undefined for the one of today. */
  readonly session: string | undefined;
  /** Their name, for the roster. */
  readonly name: string;
  readonly locale: Locale;
}

/** The use cases of events. Reads return views, effects return tagged results that survive JSON. */
export interface EventWork {
  /** Events that are open or will be, soonest first; drafts only for staff. */
  listEvents(transaction: Transaction, staff?: boolean): Promise<readonly EventView[]>;
  viewEvent(transaction: Transaction, code: string): Promise<EventView | undefined>;
  /** The event of a session. */
  viewEventOfSession(transaction: Transaction, session: string): Promise<EventView | undefined>;
  /** A person's seats that are not over, soonest first. */
  mySeats(transaction: Transaction, person: string): Promise<readonly SeatView[]>;
  /** A seat, if it is this person's. */
  mySeat(transaction: Transaction, seat: string, person: string): Promise<SeatView | undefined>;
  /** What the person answered elsewhere to the same questions (same key and type): for prefilling, with consent. */
  earlierAnswers(
    transaction: Transaction,
    person: string,
    code: string,
  ): Promise<Readonly<Record<string, string>>>;
  /** An answer in its normal form; undefined when it is none. Typed by a person, or stored before. */
  parseAnswer(question: QuestionView, typed: string): string | undefined;
  roster(transaction: Transaction, code: string): Promise<readonly RosterRow[] | undefined>;
  /** Somebody's seat or request with what they answered; undefined for people who may not see it. */
  applicant(transaction: Transaction, seat: string, staff: string): Promise<Applicant | undefined>;
  /** The six digits on the screen at the entrance now, and ms until they change. */
  onSiteCode(
    transaction: Transaction,
    code: string,
    staff: string,
  ): Promise<{ readonly digits: string; readonly changesInMs: number } | undefined>;

  signUp(transaction: Transaction, request: SignUpRequest): Promise<SignUpResult>;
  /** `session` undefined: the only one the person has a seat in. */
  withdraw(
    transaction: Transaction,
    person: string,
    code: string,
    session?: string,
  ): Promise<WithdrawResult>;
  /** The same by the seat's id, as buttons name it. */
  withdrawSeat(transaction: Transaction, person: string, seat: string): Promise<WithdrawResult>;
  answerOffer(
    transaction: Transaction,
    person: string,
    seat: string,
    accepted: boolean,
  ): Promise<OfferResult>;
  confirmSeat(transaction: Transaction, person: string, seat: string): Promise<ConfirmResult>;
  changeAnswers(
    transaction: Transaction,
    person: string,
    seat: string,
    changed: ChangedAnswers,
  ): Promise<ChangeAnswersResult>;
  decide(
    transaction: Transaction,
    staff: string,
    seat: string,
    approved: boolean,
  ): Promise<DecisionResult>;
  remindMe(transaction: Transaction, person: string, code: string): Promise<RemindMeResult>;
  giveFeedback(
    transaction: Transaction,
    person: string,
    seat: string,
    rating: 1 | 2 | 3,
    words?: string,
  ): Promise<FeedbackResult>;

  /** The person is on site and typed the digits on the screen. */
  checkInHere(
    transaction: Transaction,
    person: string,
    code: string,
    digits: string,
  ): Promise<CheckInResult>;
  /** `staff`: a person's id, or `operator`. */
  checkInPass(
    transaction: Transaction,
    staff: string,
    code: string,
    pass: string,
  ): Promise<DoorResult>;
  checkInSeat(transaction: Transaction, staff: string, seat: string): Promise<DoorResult>;
  walkIn(transaction: Transaction, request: WalkInRequest): Promise<WalkInResult>;

  /** A new event, or another version of one with that code; `event` as in an import file. New ones are drafts. */
  saveEvent(transaction: Transaction, staff: string, event: unknown): Promise<SaveEventResult>;
  /** A new event from what was written of it; it is a draft and its code must be free. */
  createEvent(transaction: Transaction, staff: string, draft: Draft): Promise<CreateEventResult>;
  /** Changes a part of an event as it is by then. */
  editEvent(transaction: Transaction, staff: string, edit: Edit): Promise<SaveEventResult>;
  /** What a new event may begin from. */
  beginning(transaction: Transaction): Promise<Beginning>;
  /** An event as it stands, to be changed; undefined when there is none, or it was called off. */
  draftOf(transaction: Transaction, code: string): Promise<Draft | undefined>;
  /** Gives an event a poster, from bytes that are looked at first. */
  givePoster(
    transaction: Transaction,
    staff: string,
    code: string,
    bytes: Uint8Array,
  ): Promise<PosterResult>;
  removePoster(transaction: Transaction, staff: string, code: string): Promise<PosterResult>;
  setEventState(
    transaction: Transaction,
    staff: string,
    code: string,
    state: "open" | "closed" | "cancelled",
  ): Promise<EventStateResult>;
  /** `startsAt`: wall time in the event's zone, 2026-12-03T19:00; it keeps its length. */
  moveSession(
    transaction: Transaction,
    staff: string,
    session: string,
    startsAt: string,
  ): Promise<MoveResult>;
}
