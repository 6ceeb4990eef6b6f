import type { Localized } from "../i18n/locale.ts";
import type { EffectResult } from "./command.ts";
import type { IncomingFile } from "./event.ts";
import type {
  Act,
  AskStep,
  ChooseStep,
  Flow,
  FlowContext,
  FlowOption,
  Guard,
  ListedQuestion,
  MatchStep,
  Migration,
  Parsed,
  PersonalKind,
  Step,
} from "./flow.ts";
import type { Content } from "./intent.ts";
import type { Json } from "./terms.ts";

/** A flow in the making, and the conditions the next steps stand under. */
export interface Draft {
  readonly flow: Flow;
  readonly guards: readonly Guard[];
}

export function withStep(draft: Draft, step: Step): Draft {
  return patch(draft, { steps: [...draft.flow.steps, step] });
}

export function patch(draft: Draft, changes: Partial<Flow>): Draft {
  return { ...draft, flow: { ...draft.flow, ...changes } };
}

interface WordsDetails {
  readonly names?: readonly string[];
  prompt(context: FlowContext): Content;
  parse(text: string, context: FlowContext): Parsed<Json>;
  onPage?(context: FlowContext): boolean;
  readonly readFiles?: (files: readonly IncomingFile[], context: FlowContext) => Parsed<Json>;
  extract?(text: string, context: FlowContext): Json | undefined;
  prefill?(context: FlowContext): Json | undefined;
  show?(value: Json, context: FlowContext): string;
  readonly tries?: number;
  readonly dependsOn?: readonly string[];
  readonly personal?: PersonalKind;
  readonly prose?: boolean;
  readonly early?: boolean;
}

interface AskDetails extends WordsDetails {
  readonly label: Localized;
}

const DEFAULT_TRIES = 3;

/** Kinds of personal answer that are always short. */
const ALWAYS: readonly PersonalKind[] = ["name", "phone", "contact"];

export function askStep(
  id: string,
  guards: readonly Guard[],
  details: AskDetails,
  optional: boolean,
): AskStep {
  return {
    ...wordsStep(id, guards, details),
    optional,
    label: () => details.label,
    isOptional: () => optional,
    options: () => [],
  };
}

function wordsStep(id: string, guards: readonly Guard[], details: WordsDetails) {
  const { extract, prefill, readFiles } = details;
  return {
    kind: "ask" as const,
    id,
    guards,
    names: details.names ?? [],
    personal: details.personal,
    prose: details.prose ?? details.personal === "words",
    early: details.early ?? false,
    tries: details.tries ?? DEFAULT_TRIES,
    dependsOn: details.dependsOn ?? [],
    prompt: (context: FlowContext) => details.prompt(context),
    parse: (text: string, context: FlowContext) => details.parse(text, context),
    isForPage: (context: FlowContext) =>
      !readFiles && (details.onPage?.(context) ?? ALWAYS.includes(details.personal ?? "words")),
    ...(readFiles ? { readFiles } : {}),
    ...(extract ? { extract: (text: string, context: FlowContext) => extract(text, context) } : {}),
    ...(prefill ? { prefill: (context: FlowContext) => prefill(context) } : {}),
    show: (value: Json, context: FlowContext) => details.show?.(value, context) ?? String(value),
  };
}

interface EachDetails {
  readonly personal?: PersonalKind;
  question(place: number, context: FlowContext): ListedQuestion | undefined;
  prompt(place: number, context: FlowContext): Content;
  parse(text: string, place: number, context: FlowContext): Parsed<Json>;
  onPage?(place: number, context: FlowContext): boolean;
  prefill?(place: number, context: FlowContext): Json | undefined;
  show(value: Json, place: number, context: FlowContext): string;
}

/** The steps for a list whose questions are known only in the run: one for each place it may have. */
export function eachSteps(
  id: string,
  guards: readonly Guard[],
  most: number,
  each: EachDetails,
): readonly AskStep[] {
  return Array.from({ length: most }, (_none, place) => eachStep(id, guards, place, each));
}

function eachStep(id: string, guards: readonly Guard[], place: number, each: EachDetails): AskStep {
  const asked = (context: FlowContext): ListedQuestion => {
    const question = each.question(place, context);
    if (!question) throw new Error(`No question ${place + 1} of ${id}`);
    return question;
  };
  const isListed = { holds: (context: FlowContext) => each.question(place, context) !== undefined };
  return {
    ...wordsStep(`${id}-${place + 1}`, [...guards, isListed], {
      ...(each.personal ? { personal: each.personal } : {}),
      prompt: (context) => each.prompt(place, context),
      parse: (text, context) => each.parse(text, place, context),
      onPage: (context) => each.onPage?.(place, context) ?? false,
      prefill: (context) => each.prefill?.(place, context),
      show: (value, context) => each.show(value, place, context),
    }),
    optional: true,
    label: (context) => asked(context).label,
    isOptional: (context) => asked(context).optional,
    options: (context) => asked(context).options ?? [],
  };
}

interface ChooseDetails {
  readonly label: Localized;
  readonly names?: readonly string[];
  prompt(context: FlowContext): Content;
  options(context: FlowContext): readonly FlowOption[];
  prefill?(context: FlowContext): string | undefined;
  readonly tries?: number;
  readonly dependsOn?: readonly string[];
  readonly extractable?: boolean;
  readonly plain?: boolean;
}

export function chooseStep(
  id: string,
  guards: readonly Guard[],
  details: ChooseDetails,
): ChooseStep {
  const { prefill } = details;
  return {
    kind: "choose",
    id,
    guards,
    label: details.label,
    names: details.names ?? [],
    tries: details.tries ?? DEFAULT_TRIES,
    dependsOn: details.dependsOn ?? [],
    extractable: details.extractable ?? false,
    plain: details.plain ?? false,
    prompt: (context) => details.prompt(context),
    options: (context) => details.options(context),
    ...(prefill ? { prefill: (context: FlowContext) => prefill(context) } : {}),
  };
}

interface BranchDetails {
  acts?(result: EffectResult, context: FlowContext): readonly Act[];
  readonly to: string;
}

export function matchStep(
  effect: string,
  guards: readonly Guard[],
  branches: Readonly<Record<string, BranchDetails>>,
): MatchStep {
  return {
    kind: "match",
    id: `${effect}-match`,
    guards,
    effect,
    branches: Object.fromEntries(
      Object.entries(branches).map(([tag, branch]) => [
        tag,
        {
          to: branch.to,
          acts: (result: EffectResult, context: FlowContext) =>
            branch.acts?.(result, context) ?? [],
        },
      ]),
    ),
  };
}

interface OldRun {
  readonly step: string;
  readonly answers: Readonly<Record<string, Json>>;
  readonly input: Json;
}

export function withMigration(
  draft: Draft,
  from: number,
  migrate: (old: OldRun) => { readonly step: string; readonly answers: object },
): Draft {
  const migration: Migration = {
    kind: "migrate",
    migrate: (old) => {
      const { step, answers } = migrate(old);
      return { step, answers: Object.fromEntries(Object.entries(answers)) };
    },
  };
  return patch(draft, { migrations: { ...draft.flow.migrations, [from]: migration } });
}
