import type { CaseView, OwnFile, WantedItem, Words } from "../../src/domain/cases/views.ts";
import type { EffectResult } from "../../src/engine/command.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";

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

/** A file somebody sends for something that is missing. */
export interface FileOffer {
  readonly person: string;
  /** An item's key. */
  readonly item: string;
  /** The space where it was sent. */
  readonly space: string;
  readonly reference: string;
  readonly name: string | null;
  /** Bytes, as its platform tells. */
  readonly size: number | null;
}

export type FileResult =
  | Tagged<"noted">
  | Tagged<"too_large">
  | Tagged<"empty">
  | Tagged<"too_many">
  | Tagged<"not_wanted">;

/** What the status flows ask of the service. */
export interface StatusServices {
  /** IANA zone of the times people are told. */
  readonly zone: string;
  /** One form for every way of typing a number; undefined when it can't be one. */
  caseNumber(typed: string): string | undefined;
  /** The number in an answer to another question; undefined when none stands in it. */
  volunteeredNumber(said: string): string | undefined;
  /** The number of the application that a sentence only asks to look up. */
  requestedNumber(said: string): string | undefined;
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
  /** Everything the applications of a person lack. */
  wantedItems(person: string): Promise<readonly WantedItem[]>;
  /** Notes a file that is to be fetched; what it came to is told once it is here. */
  takeInFile(transaction: Transaction, offer: FileOffer): Promise<FileResult>;
  takeBackFile(
    transaction: Transaction,
    person: string,
    id: string,
  ): Promise<Tagged<"withdrawn"> | Tagged<"taken"> | Tagged<"not_there">>;
  /** What a person handed in and is still here, the newest first. */
  ownFiles(person: string): Promise<readonly OwnFile[]>;
  /** Gives a person a file of theirs back; that they had it is written down. */
  handBack(
    transaction: Transaction,
    person: string,
    id: string,
  ): Promise<Tagged<"here", Pick<OwnFile, "id" | "label" | "name">> | Tagged<"not_there">>;
  makeDeskCode(transaction: Transaction, staff: string, number: string): Promise<CodeResult>;
}
