import type { EffectResult } from "../../src/engine/command.ts";
import type { Address, Desk, Transaction } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";

/** A service window as it is shown. */
export interface DeskDescription {
  readonly id: Desk;
  readonly name: Localized;
  /** What people call it in passing: 税务, tax. */
  readonly short: Localized;
  readonly handles: Localized;
}

/** The question a ticket grew out of, as far as this person may see it. */
export interface SourceQuestion {
  readonly text: string;
  readonly desk: Desk | undefined;
  readonly public: boolean;
  readonly at: Address;
  readonly messageId: string | undefined;
}

/** A ticket as its asker or the staff working on it see it. */
export interface TicketView {
  readonly code: string;
  readonly desk: Desk;
  readonly state: "open" | "taken" | "answered" | "closed";
  readonly question: string;
  readonly askerName: string | undefined;
  readonly contact: string | undefined;
  readonly public: boolean;
  /** Further words of both sides, oldest first. */
  readonly thread: readonly { readonly author: "asker" | "staff"; readonly text: string }[];
}

export interface TicketRequest {
  readonly person: string;
  /** Display name, to be masked wherever it stands. */
  readonly name: string | undefined;
  /** The language the answer is to come in. */
  readonly locale: Locale;
  readonly desk: Desk;
  readonly suggested: Desk | null;
  readonly question: string;
  readonly public: boolean;
  readonly at: Address;
  readonly messageId: string | null;
  readonly phone: string | null;
  readonly source: string | null;
}

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

export type OpenResult =
  | Tagged<"opened", { code: string; desk: Desk; recipients: RecipientsJson }>
  | Tagged<"too_many", { limit: number }>;

/** Who hears of a ticket: the desk's people privately, and the staff group without anybody's words. */
export type RecipientsJson = {
  readonly staff: readonly { readonly person: string; readonly locale: Locale }[];
  readonly staffSpace: { readonly space: string; readonly thread?: string } | null;
};

export type TakeResult =
  | Tagged<"taken">
  | Tagged<"already_taken">
  | Tagged<"closed">
  | Tagged<"not_staff">;

export type AnswerResult =
  | Tagged<
      "answered",
      {
        asker: string;
        askerLocale: Locale;
        /** The group thread it was asked in, when it may be answered there; else null for privately. */
        at: { readonly space: string; readonly thread?: string } | null;
        messageId: string | null;
      }
    >
  | Tagged<"not_yours">
  | Tagged<"closed">;

export type ReassignResult =
  | Tagged<"reassigned", { recipients: RecipientsJson }>
  | Tagged<"not_staff">
  | Tagged<"closed">;

export type FollowUpResult =
  | Tagged<"reopened", { desk: Desk; recipients: RecipientsJson }>
  | Tagged<"not_yours">;

export type RateResult = Tagged<"rated"> | Tagged<"not_yours">;

/** What the desk flows ask of the service. */
export interface DeskServices {
  desks(): readonly DeskDescription[];
  /** The desk that probably handles a question; only ever a suggestion. */
  suggestDesk(question: string): Desk;
  /** The clauses nearest to a question, for teaching it to the knowledge; the key stands in buttons. */
  similarClauses(question: string): readonly { readonly key: string; readonly title: Localized }[];
  sourceQuestion(reference: string, person: string): Promise<SourceQuestion | undefined>;
  /** The ticket, if this person asked it or works at its desk. */
  ticket(code: string, person: string): Promise<TicketView | undefined>;
  /** Whether this person has agreed to that version of the ticket purpose. */
  /** Days that what is asked for is kept, as the consent says. */
  readonly keptDays: number;
  hasConsent(actor: Actor, purpose: string, textVersion: number): boolean;
  openTicket(transaction: Transaction, request: TicketRequest): Promise<OpenResult>;
  takeTicket(transaction: Transaction, code: string, staff: string): Promise<TakeResult>;
  answerTicket(
    transaction: Transaction,
    code: string,
    staff: string,
    text: string,
  ): Promise<AnswerResult>;
  reassignTicket(
    transaction: Transaction,
    code: string,
    staff: string,
    desk: Desk,
  ): Promise<ReassignResult>;
  followUpTicket(
    transaction: Transaction,
    code: string,
    asker: string,
    text: string,
  ): Promise<FollowUpResult>;
  rateTicket(
    transaction: Transaction,
    code: string,
    asker: string,
    rating: "up" | "down",
    reason: string | null,
  ): Promise<RateResult>;
}
