import type { EngineDefinition } from "./definition.ts";
import type { LaneState, Run } from "./state.ts";
import type { Json } from "./terms.ts";
import type { Turn } from "./turn.ts";
import { latestFlow } from "./versions.ts";
import { replyLocale } from "./work.ts";

/** A run at the first step of a flow's newest version. */
export function newRun(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  flowId: string,
  input: Json,
): Run {
  const flow = latestFlow(definition, flowId);
  const first = flow?.steps[0];
  if (!flow || !first) throw new Error(`No flow ${flowId}`);
  if (!flow.acceptInput(input)) throw new Error(`The input of ${flowId} does not fit`);
  return {
    id: state.runCount + 1,
    flow: flow.id,
    version: flow.version,
    input,
    origin: turn.at,
    locale:
      flow.surface === "public"
        ? replyLocale(state, turn)
        : (state.locale ?? replyLocale(state, turn)),
    step: first.id,
    answers: {},
    results: {},
    path: [],
    question: 0,
    askedAt: turn.now,
    tries: 0,
    revisiting: false,
    reminded: false,
    reoffered: false,
  };
}
