import type { EngineDefinition } from "./definition.ts";
import { type Flow, isWaiting, stepOf } from "./flow.ts";
import type { LaneState, Run } from "./state.ts";

/** A state whose runs all stand in versions this build knows, or are parked. */
export interface Settled {
  readonly state: LaneState;
  /** Runs whose open question changed with the version, or comes back: nothing said before may answer it. */
  readonly moved: ReadonlySet<number>;
  /** Runs parked just now: their version is unknown here. */
  readonly parked: ReadonlySet<number>;
}

/**
 * Brings every run to a version this build holds, by the flow's migrations; parks what has none, and takes up
 * again what an earlier build had to park.
 */
export function settleVersions(definition: EngineDefinition, state: LaneState): Settled {
  const moved = new Set<number>();
  const parked = new Set<number>();
  const runs = state.runs.map((run) => {
    const settled = holds(definition, run) ? run : migrateRun(definition, run);
    if (settled && (run.aside === "parked" || settled.step !== run.step)) moved.add(run.id);
    if (settled) return run.aside === "parked" ? unparked(settled) : settled;
    if (run.aside === "parked") return run;
    parked.add(run.id);
    return { ...run, aside: "parked" as const };
  });
  const changed = runs.some((run, index) => run !== state.runs[index]);
  return { state: changed ? { ...state, runs } : state, moved, parked };
}

function unparked({ aside: _aside, ...run }: Run): Run {
  return run;
}

function holds(definition: EngineDefinition, run: Run): boolean {
  const flow = definition.flows.find(
    (candidate) => candidate.id === run.flow && candidate.version === run.version,
  );
  return flow !== undefined && stepOf(flow, run.step) !== undefined;
}

/** The newest version of a flow in this build. */
export function latestFlow(definition: EngineDefinition, id: string): Flow | undefined {
  return definition.flows
    .filter((flow) => flow.id === id)
    .reduce<Flow | undefined>(
      (newest, flow) => (newest && newest.version > flow.version ? newest : flow),
      undefined,
    );
}

function migrateRun(definition: EngineDefinition, run: Run): Run | undefined {
  const target = latestFlow(definition, run.flow);
  const migration = target?.migrations[run.version];
  if (!target || !migration) return undefined;
  if (migration.kind === "restartKeepingAnswers") return restart(target, run);
  const { step, answers } = migration.migrate(run);
  if (!stepOf(target, step)) return undefined;
  return { ...run, version: target.version, step, answers: { ...answers }, revisiting: false };
}

/** The run at the first waiting step without an answer, with every answer the new version still asks for. */
function restart(target: Flow, run: Run): Run | undefined {
  const asked = new Set(
    target.steps
      .filter((step) => step.kind === "ask" || step.kind === "choose")
      .map(({ id }) => id),
  );
  const answers = Object.fromEntries(Object.entries(run.answers).filter(([id]) => asked.has(id)));
  const first = target.steps.find((step) => isWaiting(step) && !(step.id in answers));
  if (!first) return undefined;
  return {
    ...run,
    version: target.version,
    step: first.id,
    answers,
    results: {},
    path: [],
    revisiting: false,
  };
}
