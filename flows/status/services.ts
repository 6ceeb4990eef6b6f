import type { EffectResult } from "../../src/engine/command.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";

type Words = { readonly zh: string; readonly en: string };

/** A case as its applicant sees it; times are ms UTC. */
export type CaseView = {
  readonly id: string;
  readonly number: string;
  readonly programme: Words;
  readonly status: Words;
  readonly meaning: Words;
  readonly turn: "applicant" | "office" | "nobody";
  readonly next: Words;
  readonly missing: readonly Words[];
  readonly dueAt: number | null;
  readonly updatedAt: number;
  readonly muted: boolean;
  /** How long others stayed in this status, in days; null when too few did. */
  readonly typicalDays: number | null;
  /** Earlier statuses, the newest first. */
  readonly history: readonly { readonly status: Words; readonly at: number }[];
};

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

export type BindResult =
  | Tagged<"bound", { case: CaseView }>
  | Tagged<"refused">
  | Tagged<"wait", { minutes: number }>;

export type PrepareResult =
  | Tagged<"ready", { shown: string; sends: boolean }>
  | Tagged<"wait", { minutes: number }>;

/** What a clerk compares with the applicant's ID before they confirm. */
export type AwaitedView = {
  readonly number: string;
  readonly applicant: string;
  readonly programme: Words;
};

export type AwaitedResult =
  | Tagged<"found", { awaited: AwaitedView }>
  | Tagged<"not_found">
  | Tagged<"not_staff">;

export type ConfirmResult = Tagged<"confirmed"> | Tagged<"not_found"> | Tagged<"not_staff">;

export type CodeResult =
  | Tagged<"made", { code: string; expiresAt: number }>
  | Tagged<"not_found">
  | Tagged<"not_staff">;

/** What somebody shows to prove that a case is theirs. */
export interface BindingTry {
  readonly person: string;
  readonly space: string;
  readonly number: string;
  readonly tail: string;
  readonly code: string;
}

/** What the status flows ask of the service. */
export interface StatusServices {
  /** One form for every way of typing a number; undefined when it can't be one. */
  caseNumber(typed: string): string | undefined;
  phoneTail(typed: string): string | undefined;
  myCases(person: string): Promise<readonly CaseView[]>;
  hasConsent(actor: Actor, purpose: string, textVersion: number): boolean;
  /** Prepares the second factors; the same for cases that exist and those that don't. */
  prepareProof(transaction: Transaction, claim: Omit<BindingTry, "code">): Promise<PrepareResult>;
  bindCase(transaction: Transaction, attempt: BindingTry): Promise<BindResult>;
  /** Reminds so many minutes before the due date. */
  setReminder(
    transaction: Transaction,
    person: string,
    id: string,
    minutes: number,
  ): Promise<Tagged<"set", { at: number }> | Tagged<"too_late">>;
  lookUpAwaited(transaction: Transaction, staff: string, shown: string): Promise<AwaitedResult>;
  confirmApplicant(transaction: Transaction, staff: string, shown: string): Promise<ConfirmResult>;
  setMuted(
    transaction: Transaction,
    person: string,
    id: string,
    muted: boolean,
  ): Promise<Tagged<"set"> | Tagged<"not_yours">>;
  makeDeskCode(transaction: Transaction, staff: string, number: string): Promise<CodeResult>;
}
