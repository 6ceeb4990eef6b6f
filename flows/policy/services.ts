import type { Desk, Json, Outcome } from "../../src/engine/terms.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";

/** A question as the policy flow hands it on. */
export interface PolicyQuestion {
  readonly text: string;
  readonly locale: Locale;
  readonly inGroup: boolean;
  /** What the last answer here left for follow-ups, as it was given. */
  readonly memory: Json | undefined;
}

/** An answer from the clauses, ready to be shown. */
export interface PolicyAnswer {
  readonly kind: Outcome;
  /** The language it is written in. */
  readonly locale: Locale;
  /** All of it as plain text, the source line included. */
  readonly text: string;
  readonly title?: string | undefined;
  readonly paragraphs: readonly string[];
  readonly source?: string | undefined;
  readonly facts: readonly string[];
  readonly clauses: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly desk?: Desk | undefined;
  /** The titles of an ask back. */
  readonly options?: readonly { readonly clause: string; readonly title: string }[] | undefined;
  readonly memory?: Json | undefined;
}

/** What the policy flow asks of the service. */
export interface PolicyServices {
  answer(question: PolicyQuestion): PolicyAnswer;
  /** The answer that shows one clause whole. */
  showClause(clause: string, locale: Locale): PolicyAnswer;
  deskName(desk: Desk): Localized;
}
