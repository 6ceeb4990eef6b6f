import type { Flow, Step } from "../../../src/engine/flow.ts";

/** Everything of a flow that a test can reach: each step that asks, says or does something, and each way on from an effect. */
export function pointsOf(flow: Flow): readonly string[] {
  return flow.steps.flatMap((step) => pointsOfStep(flow, step));
}

function pointsOfStep(flow: Flow, step: Step): readonly string[] {
  if (step.kind !== "match") return [stepPoint(flow, step)];
  return Object.keys(step.branches).map((tag) => branchPoint(flow, step.effect, tag));
}

/** The point of a step. */
export function stepPoint(flow: Pick<Flow, "id">, step: Pick<Step, "id">): string {
  return `${flow.id}/${step.id}`;
}

/** The point of what follows from one result of an effect. */
export function branchPoint(flow: Pick<Flow, "id">, effect: string, tag: string): string {
  return `${flow.id}/${effect}:${tag}`;
}
