import type { Locale, Localized } from "../i18n/locale.ts";
import type { Destination, EffectResult, QuestionRecord } from "./command.ts";
import type { IncomingFile } from "./event.ts";
import type { Button, Content } from "./intent.ts";
import type { Address, Json, SpaceKind, Surface, Transaction } from "./terms.ts";
import type { Actor } from "./turn.ts";

/** Everything a step of a flow may look at; values only. */
export interface FlowContext {
  readonly input: Json;
  readonly answers: Readonly<Record<string, Json>>;
  readonly results: Readonly<Record<string, EffectResult>>;
  readonly loaded: Readonly<Record<string, unknown>>;
  /** What this flow remembered in this space. */
  readonly memory: Readonly<Record<string, Json>>;
  readonly locale: Locale;
  /** ms UTC. */
  readonly now: number;
  readonly actor: Actor;
  /** Where the run was started. */
  readonly origin: Address;
  /** Where this turn happens. */
  readonly at: Address;
  readonly space: SpaceKind;
  /** The platform's id of the message being answered, for replies. */
  readonly messageId?: string | undefined;
  /** The turn's name (`turnReference`), unique for ever. */
  readonly turn: string;
  /** Names the run: lane and number. */
  readonly run: string;
}

/**
 * What a text came to: a value, or why it isn't one, in words for the person. `meant`: it was surely meant as
 * the answer (an amount of 0, say), so that it is asked again instead of being taken for another question.
 */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Localized; readonly meant?: boolean };

/** What kind of personal information an answer is; only private flows may ask for any. */
export type PersonalKind = "name" | "phone" | "words" | "contact";

/** Something a step does besides asking. */
export type Act =
  | { readonly kind: "say"; readonly content: Content; readonly form?: "card" | "notice" }
  | {
      readonly kind: "tell";
      readonly to: Destination;
      readonly locale: Locale;
      readonly content: Content;
    }
  /** A passing word about what was just tapped: in a group for that person's eyes only. */
  | { readonly kind: "remark"; readonly text: string }
  | { readonly kind: "remember"; readonly key: string; readonly value: Json }
  | { readonly kind: "record"; readonly record: QuestionRecord }
  | {
      readonly kind: "consent";
      readonly purpose: string;
      readonly textVersion: number;
      /** Days the text said that things are kept, when it said so. */
      readonly keptDays?: number;
    }
  /** Consent was taken back: the person's other open runs that rest on it are closed with a sentence. */
  | { readonly kind: "withdraw"; readonly purpose: string }
  /** Whatever else the person has under way ends without a word: they go for good. */
  | { readonly kind: "endOthers" }
  | { readonly kind: "locale"; readonly locale: Locale };

interface StepBase {
  readonly id: string;
  /** Left out when this says no. */
  readonly guards: readonly Guard[];
}

/** A condition on a part of a flow. Written as a method so that typed contexts fit. */
export interface Guard {
  holds(context: FlowContext): boolean;
}

export interface AskStep extends StepBase {
  readonly kind: "ask";
  readonly names: readonly string[];
  readonly personal: PersonalKind | undefined;
  /** Whole sentences are expected: words that begin like a wish to change an answer may be the answer itself. */
  readonly prose: boolean;
  /** Whether it can be skipped at all; in a run, `isOptional` says. */
  readonly optional: boolean;
  readonly tries: number;
  readonly dependsOn: readonly string[];
  /** What the field is called: on the review card, and behind "change". */
  label(context: FlowContext): Localized;
  isOptional(context: FlowContext): boolean;
  /** Answers it offers by number, label or tap; their ids go through `parse`. Empty for a question in words. */
  options(context: FlowContext): readonly FlowOption[];
  prompt(context: FlowContext): Content;
  parse(text: string, context: FlowContext): Parsed<Json>;
  /** The answer to take without asking, when it is already known; it can be changed on the review card. */
  prefill?(context: FlowContext): Json | undefined;
  /** Short and personal: an operator may have it answered on a page of our own instead of in a platform's chat. */
  isForPage(context: FlowContext): boolean;
  /** Takes files as the answer, when it can: never opened here, only told of. */
  readFiles?(files: readonly IncomingFile[], context: FlowContext): Parsed<Json>;
  /** Whether its answer may be found before its turn, though what leads up to it is not settled yet. */
  readonly early: boolean;
  /** Finds the answer inside a longer text meant for something else. */
  extract?(text: string, context: FlowContext): Json | undefined;
  /** The answer as shown back to the person. */
  show(value: Json, context: FlowContext): string;
}

/** One way to answer a `choose` step. */
export interface FlowOption {
  readonly id: string;
  readonly label: Localized;
  readonly names?: readonly string[] | undefined;
}

/** A question of a list that is known only in the run. */
export interface ListedQuestion {
  readonly label: Localized;
  readonly optional: boolean;
  readonly options?: readonly FlowOption[] | undefined;
}

export interface ChooseStep extends StepBase {
  readonly kind: "choose";
  readonly label: Localized;
  readonly names: readonly string[];
  readonly tries: number;
  readonly dependsOn: readonly string[];
  /** Answers that mention exactly one option fill this step as well. */
  readonly extractable: boolean;
  /** Not listed for review or change: consent, a rating. */
  readonly plain: boolean;
  prompt(context: FlowContext): Content;
  options(context: FlowContext): readonly FlowOption[];
  /** The answer to take without asking, when there is an obvious one; it can be changed on the review card. */
  prefill?(context: FlowContext): string | undefined;
}

export interface SayStep extends StepBase {
  readonly kind: "say";
  acts(context: FlowContext): readonly Act[];
}

export interface ReviewStep extends StepBase {
  readonly kind: "review";
  prompt(context: FlowContext): Content;
  /** The confirming button; starts with 确认 / Confirm. */
  readonly confirm: Localized;
}

export interface EffectStep extends StepBase {
  readonly kind: "effect";
  /** Whether it changes nothing but rows of the run's own person, so that it gets along with those of others. */
  readonly onlyOwn?: boolean | undefined;
  /** Steps whose change makes its result void: it is then done again, so its key must name the turn. */
  readonly dependsOn: readonly string[];
  key(context: FlowContext): string;
  perform(transaction: Transaction, context: FlowContext): Promise<EffectResult>;
}

export interface Branch {
  acts(result: EffectResult, context: FlowContext): readonly Act[];
  /** "next", "end", or the id of an earlier step, which is then asked again. */
  readonly to: string;
}

export interface MatchStep extends StepBase {
  readonly kind: "match";
  readonly effect: string;
  readonly branches: Readonly<Record<string, Branch>>;
}

export type Step = AskStep | ChooseStep | SayStep | ReviewStep | EffectStep | MatchStep;

/** A step that waits for the person. */
export type WaitingStep = AskStep | ChooseStep | ReviewStep;

/** How runs of an older version go on in this one. */
export type Migration =
  | { readonly kind: "restartKeepingAnswers" }
  | {
      readonly kind: "migrate";
      migrate(old: {
        readonly step: string;
        readonly answers: Readonly<Record<string, Json>>;
        readonly input: Json;
      }): { readonly step: string; readonly answers: Readonly<Record<string, Json>> };
    };

/** Reads something for a flow before its step; its own business how. */
export interface Load {
  load(context: FlowContext): Promise<unknown>;
}

/** A named, versioned set of named steps, compiled. */
export interface Flow {
  readonly id: string;
  readonly version: number;
  readonly surface: Surface;
  /** ms without a word before the reminder, and then before the run is closed. */
  readonly idleMs: number;
  /** ms a run may live. */
  readonly ttlMs: number;
  /** Purposes that a run needs consent to; none unless said. */
  readonly purposes?: readonly string[];
  readonly steps: readonly Step[];
  readonly loads: Readonly<Record<string, Load>>;
  readonly migrations: Readonly<Record<number, Migration>>;
  /** Checks what a command, token or other flow hands in. */
  acceptInput(input: Json): boolean;
}

/** How a flow lives: who can see it, and how long it waits (ms). */
export interface FlowOptions<S extends Surface> {
  readonly version: number;
  readonly surface: S;
  readonly idleMs: number;
  readonly ttlMs: number;
  /** Purposes that a run needs consent to: taking it back closes the run. */
  readonly purposes?: readonly string[];
}

/** A button of a flow that starts a run for whoever taps it. */
export function openButton(
  label: string,
  command: string,
  args = "",
  style?: "primary" | "danger",
): Button {
  return { label, action: { kind: "open", command, args }, style };
}

/** The step of that id; a missing one is a bug of whoever stored the run. */
export function stepOf(flow: Flow, id: string): Step | undefined {
  return flow.steps.find((step) => step.id === id);
}

/** Whether a step waits for the person. */
export function isWaiting(step: Step): step is WaitingStep {
  return step.kind === "ask" || step.kind === "choose" || step.kind === "review";
}
