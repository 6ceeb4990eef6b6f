import type { EffectResult } from "../../engine/command.ts";

/** One way a use case may end; the flow that asked for it handles every kind. */
export type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** There is no such event, session or seat, or it is not this person's to see. */
export type NotFound = Tagged<"not_found">;

/** The person is not staff, or may only look on. */
export type NotStaff = Tagged<"not_staff">;

/** A session of the same event that still has room. */
export type Alternative = {
  readonly session: string;
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  /** ms UTC. */
  readonly startsAt: number;
  /** Places left for this person. */
  readonly left: number;
};

/** A seat as the person who has it is shown it. */
export type SeatFacts = {
  readonly seat: string;
  readonly session: string;
  /** ms UTC. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Proof of the seat, for the door. */
  readonly pass: string;
};

/** What signing up came to. */
export type SignUpResult =
  | Tagged<"seated", SeatFacts>
  /** `place` in the queue, from 1. */
  | Tagged<"waiting", { seat: string; session: string; place: number }>
  /** Staff decide; nothing is kept for the person until then. */
  | Tagged<"requested", { seat: string; session: string }>
  /** Neither room nor a waiting list with room. */
  | Tagged<"full", { alternatives: readonly Alternative[] }>
  | Tagged<"not_yet_open", { opensAt: number }>
  | Tagged<"closed">
  | Tagged<"cancelled">
  /** They have this seat already, in whatever state. */
  | Tagged<"already", { seat: string; session: string; state: ActiveState }>
  /** They have a seat in another session of the same date; it has to be given back first. */
  | Tagged<"elsewhere", { seat: string; session: string; state: ActiveState }>
  /** More guests than the event allows. */
  | Tagged<"too_many_guests", { limit: number }>
  /** The keys of the questions whose answers are missing or not valid. */
  | Tagged<"invalid_answers", { questions: readonly string[] }>
  | NotFound;

/** The states of a seat that was not given back. */
export type ActiveState = "requested" | "taken" | "waiting" | "offered";

/** What giving a seat back came to. `passedOn`: somebody who waited was offered it in the same commit. */
export type WithdrawResult =
  | Tagged<"withdrawn", { session: string; was: ActiveState; passedOn: boolean }>
  | Tagged<"not_signed_up">
  /** It has begun. */
  | Tagged<"too_late">
  | NotFound;

/** What taking up or declining an offered seat came to. */
export type OfferResult =
  | Tagged<"seated", SeatFacts>
  | Tagged<"declined", { passedOn: boolean }>
  /** The time was over; the seat went on. */
  | Tagged<"expired">
  /** Nothing is offered (any more): what the seat is now. */
  | Tagged<"no_offer", { state: ActiveState | "released" }>
  | NotFound;

/** What staff's decision on a request came to. */
export type DecisionResult =
  | Tagged<"approved", { person: string }>
  | Tagged<"rejected", { person: string }>
  | Tagged<"full">
  /** Somebody decided before. */
  | Tagged<"decided", { state: ActiveState | "released" }>
  | NotFound
  | NotStaff;

/** What changing answers came to. */
export type ChangeAnswersResult =
  | Tagged<"changed">
  | Tagged<"invalid_answers", { questions: readonly string[] }>
  /** The answer decides which seats they may have: give the seat back and sign up again. */
  | Tagged<"fixed_answer", { question: string }>
  | NotFound;

/** Keeping a seat when asked "still coming?". */
export type ConfirmResult = Tagged<"confirmed", SeatFacts> | NotFound;

/** What presenting oneself at the door came to. Times are ms UTC. */
export type CheckInResult =
  | Tagged<"checked_in", { seat: string; places: number; startsAt: number }>
  | Tagged<"already_in", { seat: string; at: number }>
  | Tagged<"wrong_day", { seat: string; startsAt: number; zone: string }>
  | Tagged<"given_up", { seat: string }>
  /** Waiting, offered or requested: no seat yet. */
  | Tagged<"no_seat", { seat: string; state: ActiveState }>
  /** The code on the screen at the entrance is another one by now. */
  | Tagged<"wrong_code">
  | Tagged<"cancelled">
  | NotFound
  | NotStaff;

/** The same for somebody whom staff check in: they need no code. */
export type DoorResult = Exclude<CheckInResult, Tagged<"wrong_code">>;

/** What letting in somebody who had not signed up came to. */
export type WalkInResult =
  | Tagged<"checked_in", { seat: string; places: number; startsAt: number }>
  | Tagged<"full">
  | Tagged<"already", { seat: string }>
  | NotFound
  | NotStaff;

/** What asking to be reminded came to; `at` is when, ms UTC. */
export type RemindMeResult =
  | Tagged<"will_remind", { about: "opens" | "starts"; at: number }>
  | Tagged<"too_late">
  | NotFound;

/** What a word on how it was came to; only those who came are asked. */
export type FeedbackResult = Tagged<"kept"> | Tagged<"not_there"> | NotFound;

/** One mistake in an event somebody wrote down: where, and what to do. Never anybody's words. */
export type EventProblem = {
  /** Line in the file, from 1; null for what was not read from a file. */
  readonly line: number | null;
  /** The code of the event, when it has one. */
  readonly code: string | null;
  /** Path of the field: sessions.0.capacity. */
  readonly field: string;
  readonly problem: ProblemKind;
};

export type ProblemKind =
  | "unreadable"
  | "missing"
  | "invalid"
  | "unknown_field"
  | "bad_time"
  | "ends_before_start"
  | "unknown_zone"
  | "capacity_too_small"
  | "quota_too_large"
  | "duplicate_code"
  | "duplicate_id"
  | "unknown_question"
  | "bad_repetition"
  | "bad_reminder"
  | "same_reminder"
  | "too_many"
  | "in_use"
  | "below_taken";

/** What writing an event down came to. */
export type SaveEventResult =
  | Tagged<"created", { code: string }>
  | Tagged<"changed", { code: string; told: number }>
  | Tagged<"unchanged", { code: string }>
  | Tagged<"invalid", { problems: readonly EventProblem[] }>
  /** A session or quota in which people sit cannot be left out. */
  | Tagged<"in_use", { field: string }>
  /** Fewer places than `taken`, those that people have or were offered. */
  | Tagged<"below_taken", { field: string; taken: number }>
  | NotFound
  | NotStaff;

/** What writing a new event down came to. */
export type CreateEventResult =
  | Extract<SaveEventResult, { kind: "created" | "invalid" | "not_staff" }>
  /** Another event has that code. */
  | Tagged<"code_taken">;

/** Opening, closing or cancelling; `told` people hear of it in the same commit. */
export type EventStateResult =
  | Tagged<"changed", { code: string; told: number }>
  | Tagged<"unchanged", { code: string }>
  /** It was cancelled; that is final. */
  | Tagged<"cancelled">
  | NotFound
  | NotStaff;

/** Moving a session; the reminders move with it. */
export type MoveResult =
  | Tagged<"moved", { code: string; told: number }>
  | Tagged<"bad_time", { problem: ProblemKind }>
  | Tagged<"past">
  | NotFound
  | NotStaff;
