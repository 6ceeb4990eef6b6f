import type { Locale } from "../i18n/locale.ts";
import type { Intent } from "./intent.ts";
import type { Address, Desk, Json, Outcome, Transaction } from "./terms.ts";
import type { TimerName } from "./turn.ts";

/**
 * Where a message goes. `person` is their direct chat, wherever that is;
 * `onlyYou` is a passing hint inside a group that one person sees, never the only copy of anything.
 */
export type Destination =
  | { readonly kind: "space"; readonly at: Address; readonly replyTo?: string | undefined }
  | { readonly kind: "person"; readonly person: string }
  | { readonly kind: "onlyYou"; readonly at: Address; readonly person: string };

/** A message to send: becomes one outbound row in the turn's commit. */
export interface SendCommand {
  readonly kind: "send";
  readonly to: Destination;
  readonly intent: Intent;
  readonly locale: Locale;
}

/** What an effect came to: tagged, stored under the effect's key, given back to the flow. */
export type EffectResult = { readonly kind: string } & { readonly [key: string]: Json | undefined };

/** A change in the world, done once per key inside the turn's transaction. */
export interface EffectCommand {
  readonly kind: "effect";
  readonly run: number;
  readonly step: string;
  readonly key: string;
  /** Whether it may share a transaction with other people's: it changes nothing but rows of its own person. */
  readonly onlyOwn: boolean;
  readonly perform: (transaction: Transaction) => Promise<EffectResult>;
}

/** Wake this lane's run after so many ms, replacing its earlier timer of that name. */
export interface TimerCommand {
  readonly kind: "timer";
  readonly run: number;
  readonly name: TimerName;
  readonly afterMs: number;
}

/** The run is over: its timers go. */
export interface ClearTimersCommand {
  readonly kind: "clearTimers";
  readonly run: number;
}

/** A policy question and what the answer came to; the words are sealed and masked by the store. */
export interface QuestionRecord {
  readonly kind: "question";
  readonly text: string;
  readonly locale: Locale;
  readonly public: boolean;
  readonly at: Address;
  readonly messageId?: string | undefined;
  readonly outcome: Outcome;
  readonly clauses: readonly string[];
  readonly facts: readonly string[];
  readonly confidence: number;
  readonly desk?: Desk | undefined;
  /** What of its main clause was asked for, and how that was answered; equal for equal answers. */
  readonly detail?: string | undefined;
  /** The earlier question whose answer was pointed at instead of being repeated. */
  readonly repeats?: string | undefined;
}

/** Consent given to one purpose, in one version of its text. */
export interface ConsentRecord {
  readonly kind: "consent";
  readonly person: string;
  readonly purpose: string;
  readonly textVersion: number;
  /** Days the text said that things are kept, when it said so. */
  readonly keptDays?: number | undefined;
}

/** Something staff must look at, without anybody's words in it. */
export interface AlertCommand {
  readonly kind: "alert";
  readonly reason: "unknown_version" | "gave_up";
  readonly flow: string;
  readonly step: string;
}

/** What a step wants of the world; the runtime carries it out in the turn's commit. */
export type Command =
  | SendCommand
  | EffectCommand
  | TimerCommand
  | ClearTimersCommand
  | AlertCommand
  | { readonly kind: "record"; readonly record: QuestionRecord | ConsentRecord };

/** How a turn ended, for the turn's row: no words. */
export interface TurnSummary {
  readonly flow?: string | undefined;
  readonly version?: number | undefined;
  readonly stepBefore?: string | undefined;
  readonly stepAfter?: string | undefined;
  readonly outcome: TurnOutcome;
  /** What was said, and what was answered, belongs to a private flow, or may tell of one: kept sealed only. */
  readonly personal?: boolean | undefined;
}

export type TurnOutcome =
  | Outcome
  | "started"
  | "advanced"
  | "retried"
  | "repaired"
  | "ended"
  | "refused"
  | "stale"
  | "parked";
