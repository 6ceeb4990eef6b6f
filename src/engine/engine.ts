import { advance } from "./advance.ts";
import { carryOut } from "./carry-out.ts";
import type { Command, EffectCommand, EffectResult, TurnSummary } from "./command.ts";
import type { EngineDefinition } from "./definition.ts";
import { type Route, route } from "./route.ts";
import type { LaneState } from "./state.ts";
import type { Json } from "./terms.ts";
import type { Turn } from "./turn.ts";
import { conclude, findRun, flowOf, type LoadedByRun, saveRun, type Work } from "./work.ts";

/** What a step came to. When `effect` is set, nothing is final until `resume` was given its result. */
export interface Stepped {
  readonly state: LaneState;
  readonly commands: readonly Exclude<Command, EffectCommand>[];
  readonly summary: TurnSummary;
  readonly effect?: EffectCommand | undefined;
}

/** The engine: values in, values out. */
export interface Engine {
  route(state: LaneState, turn: Turn): Route;
  step(route: Route, loaded: LoadedByRun): Stepped;
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
    resume: (way, loaded, before, result) => {
      const work = workOf(definition, way, loaded, before.state, before.commands);
      work.summary = before.summary;
      if (before.effect) takeResult(work, before.effect, result);
      return finished(work, way);
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
  ].filter((id) => !flows.has(id));
  const commands = new Set(definition.commands.map((command) => command.name));
  const missing = [definition.helpCommand, definition.humanCommand].filter(
    (name) => !commands.has(name),
  );
  if (named.length > 0 || missing.length > 0) {
    throw new Error(`The engine lacks ${[...named, ...missing].join(", ")}`);
  }
}
