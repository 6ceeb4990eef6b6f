import type { EffectResult } from "../../src/engine/command.ts";
import type { Transaction } from "../../src/engine/terms.ts";

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
  /** Earlier statuses, the newest first. */
  readonly history: readonly { readonly status: Words; readonly at: number }[];
};

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

export type BindResult =
  | Tagged<"bound", { case: CaseView }>
  | Tagged<"refused">
  | Tagged<"wait", { minutes: number }>;

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
  hasConsent(person: string, purpose: string, textVersion: number): Promise<boolean>;
  bindCase(transaction: Transaction, attempt: BindingTry): Promise<BindResult>;
  setMuted(
    transaction: Transaction,
    person: string,
    id: string,
    muted: boolean,
  ): Promise<Tagged<"set"> | Tagged<"not_yours">>;
  makeDeskCode(transaction: Transaction, staff: string, number: string): Promise<CodeResult>;
}
