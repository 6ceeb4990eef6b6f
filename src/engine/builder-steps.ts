import type { Localized } from "../i18n/locale.ts";
import type { EffectResult } from "./command.ts";
import type {
  Act,
  AskStep,
  ChooseStep,
  Flow,
  FlowContext,
  FlowOption,
  Guard,
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

interface AskDetails {
  readonly label: Localized;
  readonly names?: readonly string[];
  prompt(context: FlowContext): Content;
  parse(text: string, context: FlowContext): Parsed<Json>;
  extract?(text: string, context: FlowContext): Json | undefined;
  prefill?(context: FlowContext): Json | undefined;
  show?(value: Json, context: FlowContext): string;
  readonly tries?: number;
  readonly dependsOn?: readonly string[];
  readonly personal?: PersonalKind;
}

const DEFAULT_TRIES = 3;

export function askStep(
  id: string,
  guards: readonly Guard[],
  details: AskDetails,
  optional: boolean,
): AskStep {
  const { extract, prefill } = details;
  return {
    kind: "ask",
    id,
    guards,
    label: details.label,
    names: details.names ?? [],
    personal: details.personal,
    optional,
    tries: details.tries ?? DEFAULT_TRIES,
    dependsOn: details.dependsOn ?? [],
    prompt: (context) => details.prompt(context),
    parse: (text, context) => details.parse(text, context),
    ...(extract ? { extract: (text: string, context: FlowContext) => extract(text, context) } : {}),
    ...(prefill ? { prefill: (context: FlowContext) => prefill(context) } : {}),
    show: (value, context) => details.show?.(value, context) ?? String(value),
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
