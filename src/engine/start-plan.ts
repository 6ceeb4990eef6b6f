import type { CommandDefinition, EngineDefinition } from "./definition.ts";
import { newRun } from "./new-run.ts";
import type { Plan } from "./plan.ts";
import type { LaneState, Run } from "./state.ts";
import type { Turn } from "./turn.ts";
import { latestFlow } from "./versions.ts";
import { flowOf } from "./work.ts";

/** The plan behind the verbs that open another flow. */
export function startNamed(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  verb: "help" | "human",
): Plan {
  const name = verb === "help" ? definition.helpCommand : definition.humanCommand;
  const command = definition.commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`No command ${name} for the verb ${verb}`);
  return startPlan(definition, state, turn, command, "", "typed");
}

/** The plan to start what a command names, with what was written behind it. */
export function startPlan(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  command: CommandDefinition,
  args: string,
  by: "typed" | "button",
): Plan {
  const input = command.input(args, by, turn);
  if (input === undefined) return { kind: "stale" };
  const started = newRun(definition, state, turn, command.flow, input);
  if (by === "button" || args === "") return { kind: "start", started, said: "" };
  const bare = bareRun(definition, state, turn, command);
  return { kind: "start", started, said: args, ...(bare ? { replaces: bare.id } : {}) };
}

/** The run in the same place that the command alone, with nothing behind it, has started. */
function bareRun(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  command: CommandDefinition,
): Run | undefined {
  const input = JSON.stringify(command.input("", "typed", turn));
  const isPrivate = latestFlow(definition, command.flow)?.surface === "private";
  return state.runs.findLast(
    (run) =>
      run.flow === command.flow &&
      run.aside !== "parked" &&
      (isPrivate || sameAddress(run, turn)) &&
      JSON.stringify(run.input) === input &&
      !wouldLose(definition, run),
  );
}

/** Whether something was filled in that is handed in only after a last look. */
function wouldLose(definition: EngineDefinition, run: Run): boolean {
  const steps = flowOf(definition, run)?.steps ?? [];
  if (!steps.some(({ kind }) => kind === "review")) return false;
  return steps.some((step) => step.id in run.answers && !(step.kind === "choose" && step.plain));
}

/** Whether a run was started in the very place of a turn. */
export function sameAddress(run: Run, turn: Turn): boolean {
  return run.origin.space === turn.at.space && (run.origin.thread ?? "") === (turn.at.thread ?? "");
}
