import type { Locale } from "../../i18n/locale.ts";
import type { DeskId } from "../content/desk.ts";
import type { TopicMemory } from "../memory.ts";
import type { Offer } from "./offer.ts";

/** How a message was dealt with; the same words as in the design's glossary. */
export const OUTCOMES = [
  "answer",
  "ask_back",
  "not_stated",
  "unknown",
  "ignored",
  "declined",
  "routed",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Confidence of what was chosen, not found: finite, as it is stored. */
export const CHOSEN_CONFIDENCE = 4;

/** What the bot says to a message, and what that rests on. */
export interface Answer {
  readonly kind: Outcome;
  /** The language of the reply: the message's own, else the one asked for. */
  readonly locale: Locale;
  /** Complete plain text with the source line; empty when silence is right. */
  readonly text: string;
  readonly title?: string;
  /** The text without title and source line. */
  readonly paragraphs: readonly string[];
  readonly source?: string;
  /** Facts the answer rests on, most important first. */
  readonly facts: readonly string[];
  /** Clauses the answer cites, most important first. */
  readonly clauses: readonly string[];
  /** How sure the match is: 0 none, about 1.7 enough, 3 and more sure. */
  readonly confidence: number;
  /** The window suggested for what the text leaves open. */
  readonly desk?: DeskId;
  /** What was asked and is not in the text, in the reply's language. */
  readonly notStated?: string;
  /** What of its one matter is answered; equal for equal answers, absent where it cannot be told. */
  readonly detail?: string;
  /** Clauses to choose from when the question fits several; `showClause` answers with one. */
  readonly options?: readonly { readonly clause: string; readonly title: string }[];
  /** The flow that answers instead. */
  readonly flow?: string;
  /** A flow worth offering beside the answer, and what to start it with. */
  readonly offer?: Offer;
  /** The topic to hand in with the next message. */
  readonly memory?: TopicMemory;
}
