import type { Parsed } from "../../src/engine/flow.ts";
import type { Desk, Json, Outcome } from "../../src/engine/terms.ts";
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
  /** The titles of an ask back. */
  readonly options?: readonly { readonly clause: string; readonly title: string }[] | undefined;
  /** The flow that answers instead. */
  readonly flow?: string | undefined;
  /** A flow worth offering beside the answer, and what to start it with. */
  readonly offer?: { readonly flow: "calc" | "firstaid"; readonly args: string } | undefined;
  readonly memory?: Json | undefined;
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

/** What the policy flow asks of the service. */
export interface PolicyServices {
  answer(question: PolicyQuestion): PolicyAnswer;
  /** The answer that shows one clause whole. */
  showClause(clause: string, locale: Locale): PolicyAnswer;
  deskName(desk: Desk): Localized;
  readonly calculators: CalculatorServices;
  /** What the answers to the three first-aid questions come to. */
  firstAid(answers: FirstAidAnswers, locale: Locale): PolicyAnswer;
}
