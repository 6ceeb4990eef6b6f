import type { Calculation, CalculatorInputs, Refusal } from "../calculators/calculation.ts";
import type { Clause } from "../content/clause.ts";
import type { RefusalKey } from "../content/outside.ts";
import type { OpenAsked } from "./facets.ts";
import type { Correction } from "./premise.ts";

/** What was found for one question. */
export type Finding =
  | {
      readonly kind: "answer";
      readonly clause: Clause;
      readonly related: readonly Clause[];
      readonly confidence: number;
      readonly correction: Correction | undefined;
    }
  | {
      /** Worked out from a figure in the question, or why it was not. */
      readonly kind: "calculated";
      readonly clause: Clause;
      readonly related: readonly Clause[];
      readonly confidence: number;
      readonly outcome: Calculation | Refusal;
      readonly inputs: CalculatorInputs;
    }
  | {
      readonly kind: "not_stated";
      readonly clause: Clause;
      readonly confidence: number;
      readonly open: OpenAsked;
      readonly correction: Correction | undefined;
    }
  | { readonly kind: "ask_back"; readonly options: readonly Clause[]; readonly confidence: number }
  | { readonly kind: "unknown"; readonly confidence: number };

/** What to do with a message, before any words are chosen. */
export type Judgement =
  | {
      readonly kind: "found";
      readonly findings: readonly Finding[];
      /** Whether the message holds more questions than are answered at once. */
      readonly leavesOut: boolean;
    }
  | { readonly kind: "refused"; readonly key: RefusalKey }
  | { readonly kind: "routed"; readonly flow: string }
  | { readonly kind: "flow_missing"; readonly flow: string }
  | {
      readonly kind: "elsewhere";
      readonly what: "place" | "programme";
      readonly near: Clause | undefined;
    }
  | { readonly kind: "ignored" | "unrelated" | "needs_text" | "too_long" };
