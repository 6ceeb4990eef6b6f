import type { EffectResult } from "../../src/engine/command.ts";
import type { Desk, Transaction } from "../../src/engine/terms.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";

/** A clause to choose: the key stands in buttons. */
export interface ClauseChoice {
  readonly key: string;
  readonly id: string;
  readonly title: Localized;
}

/** What staff can teach: a masked question, and what a desk answered if it did. */
export interface Lesson {
  readonly question: string;
  readonly reply: string | undefined;
  /** What people said was wrong with the answer they got; masked. */
  readonly comments: readonly string[];
  /** The clauses nearest to the question, best first. */
  readonly near: readonly ClauseChoice[];
}

/** Where a lesson comes from: a ticket by its code, or a question by its reference. */
export type LessonSource =
  | { readonly kind: "ticket"; readonly code: string }
  | { readonly kind: "question"; readonly reference: string };

/** What a desk says of itself. */
export const NOTE_TOPICS = ["hours", "phone", "place", "notice"] as const;

export interface NoteRequest {
  readonly desk: Desk;
  readonly topic: (typeof NOTE_TOPICS)[number];
  readonly words: Localized;
  /** How many days after today it still holds. */
  readonly days: number;
}

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

export type NotStaff = Tagged<"not_staff">;

/** Nothing was written; why, for wording it. */
export type Refused = Tagged<
  "refused",
  { why: "rules" | "repeated" | "personal" | "figures" | "expired" | "moved_on" | "gone" }
>;

export type UnansweredGroup = {
  /** The newest question of the group. */
  readonly reference: string;
  readonly question: string;
  readonly askers: number;
  readonly badRatings: number;
};

/** What the staff's flows ask of the service; every effect checks by itself who acts. */
export interface KnowledgeServices {
  desks(): readonly { readonly id: Desk; readonly name: Localized }[];
  /** Lets staff in; counts anybody else. `desks` are those they may speak for. */
  enter(
    transaction: Transaction,
    person: string,
  ): Promise<Tagged<"welcome", { desks: readonly Desk[] }> | NotStaff>;
  keepNote(
    transaction: Transaction,
    person: string,
    note: NoteRequest,
  ): Promise<Tagged<"kept", { until: string }> | Refused | NotStaff>;
  /** Clauses in use, or out of use, that fit some words or an id, best first. */
  findClauses(words: string, inUse: boolean): readonly ClauseChoice[];
  withdraw(
    transaction: Transaction,
    person: string,
    key: string,
  ): Promise<Tagged<"done"> | Refused | NotStaff>;
  restore(
    transaction: Transaction,
    person: string,
    key: string,
  ): Promise<Tagged<"done"> | Refused | NotStaff>;
  unanswered(
    transaction: Transaction,
    person: string,
  ): Promise<
    Tagged<"list", { groups: readonly UnansweredGroup[]; more: number }> | Tagged<"none"> | NotStaff
  >;
  /** Undefined when there is no such source, or this person may not see it. */
  lesson(source: LessonSource, person: string, locale: Locale): Promise<Lesson | undefined>;
  /** `how`: the key of a clause the question becomes an example of, `draft`, or `no`. */
  learn(
    transaction: Transaction,
    person: string,
    request: { source: LessonSource; how: string; reply: string | null; locale: Locale },
  ): Promise<
    | Tagged<"example", { title: { zh: string; en: string } }>
    | Tagged<"draft", { id: string }>
    | Tagged<"nothing">
    | Refused
    | NotStaff
  >;
}
