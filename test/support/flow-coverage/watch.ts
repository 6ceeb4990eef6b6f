import type { EngineDefinition } from "../../../src/engine/definition.ts";
import type { Flow, MatchStep, Step } from "../../../src/engine/flow.ts";
import { branchPoint, pointsOf, stepPoint } from "./points.ts";
import { record } from "./record.ts";

/** Notes every point of the flows that ship: those the tests are measured by. */
export function registerFlows(flows: readonly Flow[]): void {
  for (const point of flows.flatMap(pointsOf)) record("known", point);
}

/** The same flows, which note every point as it is reached. */
export function watchFlows(definition: EngineDefinition): EngineDefinition {
  return { ...definition, flows: definition.flows.map(watchFlow) };
}

function watchFlow(flow: Flow): Flow {
  return { ...flow, steps: flow.steps.map((step) => watchStep(flow, step)) };
}

/** A step counts once it asked, said or did something: one that was spared its question does not. */
function watchStep(flow: Flow, step: Step): Step {
  const reached = () => record("reached", stepPoint(flow, step));
  switch (step.kind) {
    case "ask":
    case "choose":
    case "review":
      return {
        ...step,
        prompt(context) {
          reached();
          return step.prompt(context);
        },
      };
    case "say":
      return {
        ...step,
        acts(context) {
          reached();
          return step.acts(context);
        },
      };
    case "effect":
      return {
        ...step,
        perform(transaction, context) {
          reached();
          return step.perform(transaction, context);
        },
      };
    case "match":
      return watchMatch(flow, step);
  }
}

function watchMatch(flow: Flow, step: MatchStep): MatchStep {
  const branches = Object.entries(step.branches).map(([tag, branch]) => {
    const acts: typeof branch.acts = (result, context) => {
      record("reached", branchPoint(flow, step.effect, tag));
      return branch.acts(result, context);
    };
    return [tag, { ...branch, acts }] as const;
  });
  return { ...step, branches: Object.fromEntries(branches) };
}
