import type { EffectResult } from "../../src/engine/command.ts";
import type { Json, Transaction } from "../../src/engine/terms.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";

/** What is held about a person of one kind, in words and figures. */
export interface Holding {
  readonly kind: string;
  readonly title: Localized;
  readonly fields: Localized;
  readonly why: Localized;
  readonly who: Localized;
  /** What a deletion does to it. */
  readonly deleted: Localized;
  readonly count: number;
  /** Of these still under way. */
  readonly open: number;
  /** Days it is kept; undefined for what has no fixed term. */
  readonly days: number | undefined;
  /** Outlives a deletion, as proof. */
  readonly isProof: boolean;
}

/** A consent that stands. */
export interface StandingConsent {
  readonly purpose: string;
  readonly textVersion: number;
  /** ms UTC. */
  readonly givenAt: number;
  readonly title: Localized;
  /** What no longer works without it. */
  readonly stops: Localized;
}

/** Everything that is held about a person, by kind, with the kind's name in words. */
export interface ExportedKind {
  readonly title: Localized;
  readonly records: readonly Readonly<Record<string, Json>>[];
}

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** One line of 我的. */
export interface MyRow {
  readonly label: Localized;
  readonly value: Localized;
  /** The command behind a button named like the row, which shows more. */
  readonly open?: { readonly command: string; readonly args: string };
}

/** Minutes of the day; equal for none. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** What the account flows ask of the service. */
export interface AccountServices {
  setLocale(transaction: Transaction, person: string, locale: Locale): Promise<Tagged<"set">>;
  /** What a person has under way here. */
  mine(person: string): Promise<readonly MyRow[]>;
  /** With the IANA zone they are meant in; undefined for whoever set none. */
  quietHours(person: string): Promise<(QuietHours & { readonly zone: string }) | undefined>;
  setQuietHours(
    transaction: Transaction,
    person: string,
    hours: QuietHours,
  ): Promise<Tagged<"set", { zone: string }>>;
  /** What is held about a person; kinds of which there is nothing are left out. */
  holdings(person: string): Promise<readonly Holding[]>;
  consents(person: string): Promise<readonly StandingConsent[]>;
  /** Everything held about a person, without what the bot sent them: they have that in their chat. */
  exported(person: string): Promise<readonly ExportedKind[]>;
  revoke(
    transaction: Transaction,
    person: string,
    purpose: string,
  ): Promise<Tagged<"revoked"> | Tagged<"not_given">>;
  /** Makes the code to type on the other platform. */
  startLink(transaction: Transaction, person: string): Promise<Tagged<"made", { code: string }>>;
  /** Takes a typed code; whatever is wrong with it comes to the same. */
  claimLink(
    transaction: Transaction,
    code: string,
    person: string,
  ): Promise<Tagged<"claimed", { link: string; account: string }> | Tagged<"refused">>;
  confirmClaim(
    transaction: Transaction,
    link: string,
    person: string,
  ): Promise<
    Tagged<"confirmed", { maker: string; locale: Locale; account: string }> | Tagged<"refused">
  >;
  /** The account that waits to be linked, as it is shown; undefined when that is over. */
  linkToAccept(link: string, person: string): Promise<string | undefined>;
  agreeToLink(
    transaction: Transaction,
    link: string,
    person: string,
  ): Promise<Tagged<"agreed"> | Tagged<"refused">>;
  /** Has a person erased as soon as they have read that they will be. */
  forget(transaction: Transaction, person: string): Promise<Tagged<"asked">>;
}
