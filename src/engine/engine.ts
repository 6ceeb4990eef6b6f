import { type Locale, type Localized, localize } from "../i18n/locale.ts";
import { advance } from "./advance.ts";
import { carryOut } from "./carry-out.ts";
import type { Command, EffectCommand, EffectResult, TurnSummary } from "./command.ts";
import type { EngineDefinition } from "./definition.ts";
import type { PersonalKind } from "./flow.ts";
import { cleanText } from "./normalize.ts";
import { labelOf, openStep } from "./question.ts";
import { type Route, route } from "./route.ts";
import type { LaneState } from "./state.ts";
import type { Json } from "./terms.ts";
import type { Turn } from "./turn.ts";
import {
  conclude,
  contextOf,
  findRun,
  flowOf,
  type LoadedByRun,
  saveRun,
  type Work,
} from "./work.ts";

/** What a step came to. When `effect` is set, nothing is final until `resume` was given its result. */
export interface Stepped {
  readonly state: LaneState;
  readonly commands: readonly Exclude<Command, EffectCommand>[];
  readonly summary: TurnSummary;
  readonly effect?: EffectCommand | undefined;
}

/** A question that is open, as a page shows it. */
export interface AskedQuestion {
  readonly locale: Locale;
  readonly label: string;
  readonly text: string;
  /** What kind of personal information it asks for. */
  readonly personal: PersonalKind | undefined;
  /** When it was asked, ms UTC. */
  readonly askedAt: number;
  /** Why a text is no answer; undefined when it is one. */
  problemOf(said: string): Localized | undefined;
}

/** The engine: values in, values out. */
export interface Engine {
  route(state: LaneState, turn: Turn): Route;
  step(route: Route, loaded: LoadedByRun): Stepped;
  /** The question that a text of this route would answer; undefined when it would answer none, or not in words. */
  question(route: Route, loaded: LoadedByRun): AskedQuestion | undefined;
  /** Goes on after the effect of `before` was done (or found done) with that result. */
  resume(route: Route, loaded: LoadedByRun, before: Stepped, result: EffectResult): Stepped;
}

/** Puts an engine together; throws on a definition that names what is not there. */
export function createEngine(definition: EngineDefinition): Engine {
  checkDefinition(definition);
  return {
    route: (state, turn) => route(definition, state, turn),
    step: (way, loaded) => {
      const work = workOf(definition, way, loaded, way.settled.state, []);
      carryOut(work, way);
      return finished(work, way);
    },
    question: (way, loaded) =>
      questionOf(workOf(definition, way, loaded, way.settled.state, []), way),
    resume: (way, loaded, before, result) => {
      const work = workOf(definition, way, loaded, before.state, before.commands);
      work.summary = before.summary;
      if (before.effect) takeResult(work, before.effect, result);
      return finished(work, way);
    },
  };
}

function questionOf(work: Work, { plan }: Route): AskedQuestion | undefined {
  const run = plan.kind === "text" ? findRun(work, plan.run) : undefined;
  const open = run && openStep(work, run);
  if (!run || open?.step.kind !== "ask") return undefined;
  const { step } = open;
  const context = contextOf(work, run);
  if (!step.isForPage(context)) return undefined;
  return {
    locale: context.locale,
    label: localize(labelOf(step, context), context.locale),
    text: step.prompt(context).text,
    personal: step.personal,
    askedAt: run.askedAt,
    problemOf(said) {
      const parsed = step.parse(cleanText(said), context);
      return parsed.ok ? undefined : parsed.reason;
    },
  };
}

function workOf(
  definition: EngineDefinition,
  way: Route,
  loaded: LoadedByRun,
  state: LaneState,
  commands: readonly Command[],
): Work {
  const { turn } = way;
  return {
    definition,
    turn,
    actor: turn.actor ?? { person: turn.lane, desks: [] },
    loaded,
    state,
    commands: [...commands],
    summary: { outcome: "ignored" },
  };
}

function takeResult(work: Work, effect: EffectCommand, result: EffectResult): void {
  const run = findRun(work, effect.run);
  if (!run) throw new Error(`The run of effect ${effect.step} is gone`);
  const stored: Json = JSON.parse(JSON.stringify(result));
  const done = { ...run, results: { ...run.results, [effect.step]: stored } };
  saveRun(work, done);
  conclude(work, work.summary.outcome, done);
  advance(work, done);
}

/** Sorts what the step asked for: at most one effect, timers only for runs that stay. */
function finished(work: Work, way: Route): Stepped {
  const before = new Set(way.settled.state.runs.map((run) => run.id));
  const open = new Set(work.state.runs.map((run) => run.id));
  const effect = work.commands.find((command) => command.kind === "effect");
  const commands = work.commands.filter((command) => {
    if (command.kind === "effect") return false;
    if (command.kind === "timer") return open.has(command.run);
    return command.kind !== "clearTimers" || before.has(command.run);
  });
  return {
    state: work.state,
    commands: commands.filter((command) => command.kind !== "effect"),
    summary: isPersonal(work, way) ? { ...work.summary, personal: true } : work.summary,
    ...(effect ? { effect } : {}),
  };
}

/**
 * Whether a private flow is under way: whatever the turn itself is about, it may ask that flow's question again,
 * with what was answered so far.
 */
function isPersonal({ definition, state }: Work, { plan, settled }: Route): boolean {
  const started = plan.kind === "start" ? [plan.started] : [];
  const runs = [...started, ...settled.state.runs, ...state.runs];
  return runs.some((run) => flowOf(definition, run)?.surface === "private");
}

function checkDefinition(definition: EngineDefinition): void {
  const flows = new Set(definition.flows.map((flow) => flow.id));
  const named = [
    ...definition.commands.map((command) => command.flow),
    definition.fallback.flow,
    ...(definition.onFiles ? [definition.onFiles.flow] : []),
  ].filter((id) => !flows.has(id));
  const commands = new Set(definition.commands.map((command) => command.name));
  const missing = [definition.helpCommand, definition.humanCommand].filter(
    (name) => !commands.has(name),
  );
  if (named.length > 0 || missing.length > 0) {
    throw new Error(`The engine lacks ${[...named, ...missing].join(", ")}`);
  }
}
