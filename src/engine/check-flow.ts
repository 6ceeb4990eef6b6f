import type { Flow, Step } from "./flow.ts";

const STEP_ID = /^[a-z][a-z0-9-]{0,15}$/;

/** The flow itself, or an error that names every mistake the types could not catch. */
export function checkFlow(flow: Flow): Flow {
  const mistakes = [
    ...duplicateIds(flow),
    ...badIds(flow),
    ...unknownDependencies(flow),
    ...unreachableSteps(flow),
    ...(flow.steps.length === 0 ? ["it has no steps"] : []),
    ...(Number.isInteger(flow.version) && flow.version > 0 ? [] : ["its version is not 1, 2, 3 …"]),
    ...(flow.idleMs > 0 && flow.ttlMs >= flow.idleMs
      ? []
      : ["it must live at least as long as it may be idle"]),
  ];
  if (mistakes.length > 0) throw new Error(`Flow ${flow.id}: ${mistakes.join("; ")}`);
  return flow;
}

function duplicateIds(flow: Flow): readonly string[] {
  const ids = flow.steps.map((step) => step.id);
  return ids
    .filter((id, index) => ids.indexOf(id) < index)
    .map((id) => `two steps are called ${id}`);
}

function badIds(flow: Flow): readonly string[] {
  const wrong = flow.steps.filter((step) => step.kind !== "match" && !STEP_ID.test(step.id));
  const flowId = /^[a-z]+(?:\.[a-z-]+)?$/.test(flow.id)
    ? []
    : [`its id ${flow.id} is not like desk.ticket`];
  return [...wrong.map((step) => `${step.id} is no step id`), ...flowId];
}

function unknownDependencies(flow: Flow): readonly string[] {
  const known = new Set(flow.steps.map((step) => step.id));
  return flow.steps.flatMap((step) =>
    "dependsOn" in step
      ? step.dependsOn
          .filter((id) => !known.has(id))
          .map((id) => `${step.id} depends on unknown ${id}`)
      : [],
  );
}

/** Indexes of the steps that may come right after this one. */
export function successors(flow: Flow, index: number): readonly number[] {
  const step = flow.steps[index];
  if (!step) return [];
  if (step.kind !== "match") return [index + 1];
  const branches = Object.values(step.branches).flatMap((branch) => {
    if (branch.to === "end") return [];
    return [branch.to === "next" ? index + 1 : indexOf(flow, branch.to)];
  });
  // A guarded match that does not hold is passed over.
  return step.guards.length > 0 ? [...branches, index + 1] : branches;
}

function indexOf(flow: Flow, id: string): number {
  return flow.steps.findIndex((step) => step.id === id);
}

function unreachableSteps(flow: Flow): readonly string[] {
  const reached = new Set<number>();
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (index < 0 || index >= flow.steps.length || reached.has(index)) continue;
    reached.add(index);
    open.push(...successors(flow, index));
  }
  return flow.steps
    .filter((_step: Step, index) => !reached.has(index))
    .map((step) => `nothing leads to ${step.id}`);
}
