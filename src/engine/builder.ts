import type { z } from "zod";
import type { Localized } from "../i18n/locale.ts";
import {
  askStep,
  chooseStep,
  type Draft,
  eachSteps,
  matchStep,
  patch,
  withMigration,
  withStep,
} from "./builder-steps.ts";
import { checkFlow } from "./check-flow.ts";
import type { EffectResult } from "./command.ts";
import type { IncomingFile } from "./event.ts";
import type {
  Act,
  Flow,
  FlowContext,
  FlowOption,
  FlowOptions,
  ListedQuestion,
  Parsed,
  PersonalKind,
} from "./flow.ts";
import type { Content } from "./intent.ts";
import type { Json, Surface, Transaction } from "./terms.ts";

/** What the builder knows so far, in types: the answers, results and loads a later step may use. */
interface Known {
  readonly input: Json;
  readonly answers: object;
  readonly results: object;
  readonly loaded: object;
  readonly steps: string;
  readonly unmatched: string;
  readonly surface: Surface;
}

type With<K extends Known, Changes extends Partial<Known>> = Omit<K, keyof Changes> & Changes;

/** A step's context with the types known at its place in the flow. */
export type ContextOf<K extends Known> = Omit<
  FlowContext,
  "input" | "answers" | "results" | "loaded"
> & {
  readonly input: K["input"];
  readonly answers: Readonly<K["answers"]>;
  readonly results: Readonly<K["results"]>;
  readonly loaded: Readonly<K["loaded"]>;
};

type New<Id extends string, K extends Known> = Id extends K["steps"] | "next" | "end" ? never : Id;
type StepIds<K extends Known> = Extract<K["steps"], string>;

interface AskOptions<K extends Known, Value extends Json> {
  readonly label: Localized;
  /** Other words people use for the field. */
  readonly names?: readonly string[];
  prompt(context: ContextOf<K>): Content;
  parse(text: string, context: ContextOf<K>): Parsed<Value>;
  /** Whether it may be answered on a page of our own; names, phones and contacts always may. */
  onPage?(context: ContextOf<K>): boolean;
  /** Takes files sent in the direct chat; only a private flow may ask for any. */
  readonly readFiles?: K["surface"] extends "private"
    ? (files: readonly IncomingFile[], context: ContextOf<K>) => Parsed<Value>
    : never;
  extract?(text: string, context: ContextOf<K>): Value | undefined;
  /** What `extract` finds is kept before a consent, say, that leads up to it. */
  readonly early?: boolean;
  prefill?(context: ContextOf<K>): Value | undefined;
  show?(value: Value, context: ContextOf<K>): string;
  /** Failed tries before a person is offered; 3 unless said. */
  readonly tries?: number;
  /** Steps whose change makes this answer void. */
  readonly dependsOn?: readonly StepIds<K>[];
  /** Personal information may only be asked for in a private flow. */
  readonly personal?: K["surface"] extends "private" ? PersonalKind : never;
  /** Whole sentences are expected; so they are of personal words unless said otherwise. */
  readonly prose?: boolean;
}

interface EachOptions<K extends Known, Value extends Json> {
  /** The question at a place of the list, from 0; undefined behind its end. */
  question(place: number, context: ContextOf<K>): ListedQuestion | undefined;
  prompt(place: number, context: ContextOf<K>): Content;
  /** From words, or from the id of an offered option. */
  parse(text: string, place: number, context: ContextOf<K>): Parsed<Value>;
  /** Whether it may be answered on a page of our own. */
  onPage?(place: number, context: ContextOf<K>): boolean;
  /** Null leaves an optional question out. */
  prefill?(place: number, context: ContextOf<K>): Value | null | undefined;
  show(value: Value, place: number, context: ContextOf<K>): string;
  readonly personal?: K["surface"] extends "private" ? PersonalKind : never;
}

interface ChooseOptions<K extends Known, Option extends string> {
  readonly label: Localized;
  readonly names?: readonly string[];
  prompt(context: ContextOf<K>): Content;
  options(context: ContextOf<K>): readonly (FlowOption & { readonly id: Option })[];
  prefill?(context: ContextOf<K>): Option | undefined;
  readonly tries?: number;
  readonly dependsOn?: readonly StepIds<K>[];
  readonly extractable?: boolean;
  readonly plain?: boolean;
}

type TypedBranch<K extends Known, Result> = {
  acts?(result: Result, context: ContextOf<K>): readonly Act[];
  readonly to: "next" | "end" | StepIds<K>;
};

type Branches<K extends Known, Result extends EffectResult> = {
  readonly [Tag in Result["kind"]]: TypedBranch<K, Extract<Result, { kind: Tag }>>;
};

type ResultOf<K extends Known, Id extends string> = Id extends keyof K["results"]
  ? Extract<K["results"][Id], EffectResult>
  : never;

type AfterAsk<K extends Known, Id extends string, Value> = With<
  K,
  { answers: K["answers"] & { readonly [Key in Id]: Value }; steps: K["steps"] | Id }
>;

/** Builds a flow step by step; every method returns a builder that knows one step more. */
export interface FlowBuilder<K extends Known> {
  /** What a run is started with. */
  input<Input extends Json>(schema: z.ZodType<Input>): FlowBuilder<With<K, { input: Input }>>;
  /** Something read before every turn of the flow; for later steps under `loaded`. */
  load<Name extends string, Value>(
    name: Name,
    load: (context: ContextOf<K>) => Promise<Value>,
  ): FlowBuilder<With<K, { loaded: K["loaded"] & { readonly [Key in Name]: Value } }>>;
  /** A question answered in words. */
  ask<Id extends string, Value extends Json>(
    id: New<Id, K>,
    options: AskOptions<K, Value>,
  ): FlowBuilder<AfterAsk<K, Id, Value>>;
  /** The same, but the person may skip it; then the answer is null. */
  askOptional<Id extends string, Value extends Json>(
    id: New<Id, K>,
    options: AskOptions<K, Value>,
  ): FlowBuilder<AfterAsk<K, Id, Value | null>>;
  /** The questions of a list that is known only in the run, at most so many; answers under `<id>-1`, `<id>-2` … */
  askEach<Id extends string, Value extends Json>(
    id: New<Id, K>,
    most: number,
    options: EachOptions<K, Value>,
  ): FlowBuilder<
    With<
      K,
      {
        answers: K["answers"] & { readonly [Key in `${Id}-${number}`]?: Value | null };
        steps: K["steps"] | Id;
      }
    >
  >;
  /** A question with a fixed set of answers: by number, ordinal, label or tap. */
  choose<Id extends string, Option extends string>(
    id: New<Id, K>,
    options: ChooseOptions<K, Option>,
  ): FlowBuilder<AfterAsk<K, Id, Option>>;
  /** Says or does something on the way. */
  say<Id extends string>(
    id: New<Id, K>,
    acts: (context: ContextOf<K>) => readonly Act[],
  ): FlowBuilder<With<K, { steps: K["steps"] | Id }>>;
  /** Steps taken only when the condition holds; their answers may be missing afterwards. */
  when<Inner extends Known>(
    condition: (context: ContextOf<K>) => boolean,
    part: (builder: FlowBuilder<K>) => FlowBuilder<Inner>,
  ): FlowBuilder<
    With<
      Inner,
      {
        answers: K["answers"] & Partial<Omit<Inner["answers"], keyof K["answers"]>>;
        results: K["results"] & Partial<Omit<Inner["results"], keyof K["results"]>>;
      }
    >
  >;
  /** Shows everything answered so far; nothing that costs something happens without it. */
  review<Id extends string>(
    id: New<Id, K>,
    options: { prompt(context: ContextOf<K>): Content; readonly confirm: Localized },
  ): FlowBuilder<With<K, { steps: K["steps"] | Id }>>;
  /**
   * A change in the world, done once per key; its result must be matched next. One that changes nothing but rows of
   * the run's own person says so (`onlyOwn`): then it need not wait for other people's.
   */
  effect<Id extends string, Result extends EffectResult>(
    id: New<Id, K>,
    options: {
      key(context: ContextOf<K>): string;
      readonly onlyOwn?: boolean;
      /** Steps whose change makes its result void: it is then done again, so its key must name the turn. */
      readonly dependsOn?: readonly StepIds<K>[];
      perform(transaction: Transaction, context: ContextOf<K>): Promise<Result>;
    },
  ): FlowBuilder<
    With<
      K,
      {
        results: K["results"] & { readonly [Key in Id]: Result };
        steps: K["steps"] | Id;
        unmatched: K["unmatched"] | Id;
      }
    >
  >;
  /** What follows from an effect's result: every tag is handled. */
  match<Id extends K["unmatched"]>(
    id: Id,
    branches: Branches<K, ResultOf<K, Id>>,
  ): FlowBuilder<With<K, { unmatched: Exclude<K["unmatched"], Id> }>>;
  /** How runs of an older version go on: their step and answers in this version's terms. */
  migrate(
    from: number,
    migrate: (old: {
      readonly step: string;
      readonly answers: Readonly<Record<string, Json>>;
      readonly input: Json;
    }) => { readonly step: StepIds<K>; readonly answers: Partial<K["answers"]> },
  ): FlowBuilder<K>;
  /** Runs of an older version begin again, keeping every answer that is still valid. */
  restartKeepingAnswers(from: number): FlowBuilder<K>;
  /** What was built so far, for the builder itself. */
  readonly draft: Draft;
  /** The flow, checked; only once every effect is matched. */
  build(...unmatched: [K["unmatched"]] extends [never] ? [] : [problem: K["unmatched"]]): Flow;
}

/** Starts a flow. */
export function flow<S extends Surface>(
  id: string,
  options: FlowOptions<S>,
): FlowBuilder<{
  input: null;
  answers: object;
  results: object;
  loaded: object;
  steps: never;
  unmatched: never;
  surface: S;
}> {
  return extend({
    flow: {
      id,
      ...options,
      steps: [],
      loads: {},
      migrations: {},
      acceptInput: (input) => input === null,
    },
    guards: [],
  });
}

function extend<K extends Known>(draft: Draft): FlowBuilder<K> {
  const { guards } = draft;
  const ask = <Value extends Json>(id: string, options: AskOptions<K, Value>, optional: boolean) =>
    withStep(draft, askStep(id, guards, options, optional));
  return {
    input: (schema) =>
      extend(patch(draft, { acceptInput: (input) => schema.safeParse(input).success })),
    load: (name, load) =>
      extend(patch(draft, { loads: { ...draft.flow.loads, [name]: { load } } })),
    ask: (id, options) => extend(ask(id, options, false)),
    askOptional: (id, options) => extend(ask(id, options, true)),
    askEach: (id, most, options) =>
      extend(eachSteps(id, guards, most, options).reduce(withStep, draft)),
    choose: (id, options) => extend(withStep(draft, chooseStep(id, guards, options))),
    say: (id, acts) => extend(withStep(draft, { kind: "say", id, guards, acts })),
    when: (condition, part) => {
      const inner = part(extend({ ...draft, guards: [...guards, { holds: condition }] }));
      return extend({ ...inner.draft, guards });
    },
    review: (id, options) => extend(withStep(draft, { kind: "review", id, guards, ...options })),
    effect: (id, options) =>
      extend(withStep(draft, { kind: "effect", id, guards, dependsOn: [], ...options })),
    match: (id, branches) => extend(withStep(draft, matchStep(id, guards, branches))),
    migrate: (from, migrate) => extend(withMigration(draft, from, migrate)),
    restartKeepingAnswers: (from) =>
      extend(
        patch(draft, {
          migrations: { ...draft.flow.migrations, [from]: { kind: "restartKeepingAnswers" } },
        }),
      ),
    draft,
    build: () => checkFlow(draft.flow),
  };
}
