import { successors } from "./check-flow.ts";
import type { Flow, Step } from "./flow.ts";

/** A flow version as the outside relies on it: what a stored run may name. One committed file per version. */
export interface FlowGraph {
  readonly flow: string;
  readonly version: number;
  readonly surface: string;
  readonly migratesFrom: readonly number[];
  readonly steps: readonly GraphStep[];
}

interface GraphStep {
  readonly id: string;
  readonly kind: Step["kind"];
  readonly guarded: boolean;
  readonly optional?: boolean;
  readonly personal?: string;
  readonly tags?: readonly string[];
  /** Ids of the steps that may follow; "end" for leaving. */
  readonly next: readonly string[];
}

/** The graph of a compiled flow. */
export function graphOf(flow: Flow): FlowGraph {
  return {
    flow: flow.id,
    version: flow.version,
    surface: flow.surface,
    migratesFrom: Object.keys(flow.migrations).map(Number),
    steps: flow.steps.map((step, index) => ({
      id: step.id,
      kind: step.kind,
      guarded: step.guards.length > 0,
      ...(step.kind === "ask" ? { optional: step.optional } : {}),
      ...(step.kind === "ask" && step.personal ? { personal: step.personal } : {}),
      ...(step.kind === "match" ? { tags: Object.keys(step.branches).sort() } : {}),
      next: nextIds(flow, step, index),
    })),
  };
}

function nextIds(flow: Flow, step: Step, index: number): readonly string[] {
  const ids = successors(flow, index).map((next) => flow.steps[next]?.id ?? "end");
  const ends =
    step.kind === "match" && Object.values(step.branches).some((branch) => branch.to === "end");
  return [...new Set(ends ? [...ids, "end"] : ids)];
}
