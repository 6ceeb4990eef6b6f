import type { EffectResult } from "../../src/engine/command.ts";
import type { Parsed } from "../../src/engine/flow.ts";
import type { Address, Desk, Json, Outcome, Transaction } from "../../src/engine/terms.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import type {
  CalculatorId,
  CalculatorInputs,
} from "../../src/knowledge/calculators/calculation.ts";
import type { FirstAidAnswers } from "../../src/knowledge/first-aid.ts";

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
  /** What of its main clause is answered; equal for equal answers. */
  readonly detail?: string | undefined;
  /** The titles of an ask back; the key stands in buttons. */
  readonly options?:
    | readonly { readonly clause: string; readonly key: string; readonly title: string }[]
    | undefined;
  /** The flow that answers instead. */
  readonly flow?: string | undefined;
  /** A flow worth offering beside the answer, and what to start it with. */
  readonly offer?:
    | { readonly flow: "calc" | "firstaid" | "events"; readonly args: string }
    | undefined;
  readonly memory?: Json | undefined;
  /** A number that only its owner should read stands in the question. */
  readonly pasted?: "case" | "receipt" | undefined;
}

/** A number a calculator asks for. */
export type NumberField = "rent" | "amount" | "interest" | "subsidy" | "months" | "stays" | "days";

/** The calculators as the flow uses them; amounts in fen. */
export interface CalculatorServices {
  /** The one a text names, if it names just one. */
  named(words: string): CalculatorId | undefined;
  /** The inputs of a calculator that stand in a text. */
  read(words: string, calculator: CalculatorId): CalculatorInputs;
  /** A plain answer to the question for one number. */
  parse(field: NumberField, words: string): Parsed<number>;
  /** Years the rent relief runs for. */
  reliefYears(): number;
  calculate(calculator: CalculatorId, inputs: CalculatorInputs, locale: Locale): PolicyAnswer;
}

/** An answer that stands in the same place already. */
export interface EarlierAnswer {
  readonly reference: string;
  readonly messageId: string;
}

/** Why an answer was no good. */
export const FEEDBACK_REASONS = ["wrong", "incomplete", "outdated", "missed"] as const;

export interface Rating {
  readonly question: string;
  readonly person: string;
  readonly verdict: "up" | "down";
  readonly reason: (typeof FEEDBACK_REASONS)[number] | null;
  readonly words: string | null;
}

export type RateResult =
  | (EffectResult & { kind: "rated"; locale: Locale })
  | (EffectResult & { kind: "gone" });

/** What the policy flows ask of the service. */
export interface PolicyServices {
  answer(question: PolicyQuestion): PolicyAnswer;
  /** The same answer, given to somebody else in the same place within a day. */
  answeredBefore(
    answer: PolicyAnswer,
    asked: { readonly at: Address; readonly person: string },
  ): Promise<EarlierAnswer | undefined>;
  /** The answer that shows one clause whole; undefined when it is not in use (any more). */
  showClause(clause: string, locale: Locale): PolicyAnswer | undefined;
  deskName(desk: Desk): Localized;
  readonly calculators: CalculatorServices;
  /** What the answers to the three first-aid questions come to. */
  firstAid(answers: FirstAidAnswers, locale: Locale): PolicyAnswer;
  /** Keeps an opinion on an answer this person could read; `locale` is the answer's language. */
  rate(transaction: Transaction, rating: Rating): Promise<RateResult>;
}
