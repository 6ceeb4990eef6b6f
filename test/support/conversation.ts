import type { SendCommand } from "../../src/engine/command.ts";
import type { EngineDefinition } from "../../src/engine/definition.ts";
import type { Stepped } from "../../src/engine/engine.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { Action, Button } from "../../src/engine/intent.ts";
import { plainText } from "../../src/engine/plain-text.ts";
import { EMPTY_STATE, type LaneState, laneStateSchema, type Run } from "../../src/engine/state.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import type { Occurrence, Turn } from "../../src/engine/turn.ts";
import { watchFlows } from "./flow-coverage/watch.ts";

/** One person's talk with an engine, without any database: what they say goes in, what was meant comes out. */
export interface Conversation {
  readonly state: () => LaneState;
  says(text: string, options?: Where): Promise<Said>;
  taps(action: Action | "forged", options?: Where): Promise<Said>;
  /** Taps the newest button or option with that label. */
  tapsLabel(label: string, options?: Where): Promise<Said>;
  happens(occurrence: Occurrence, options?: Where): Promise<Said>;
  waits(ms: number): void;
  /** Goes on with another build of the flows. */
  deploys(definition: EngineDefinition): void;
  /** Everything said so far, newest last. */
  readonly heard: SendCommand[];
}

export interface Where {
  readonly space?: "direct" | "group";
  readonly addressed?: boolean;
  readonly locale?: "zh-CN" | "en";
}

export interface Said {
  readonly outcome: string;
  readonly sent: readonly SendCommand[];
  /** The plain text of all that was sent. */
  readonly text: string;
  readonly stepped: Stepped;
}

export const PERSON = "lin00000000000";
/** Never looked into: effects of tests are plain functions. */
const NO_TRANSACTION = JSON.parse("{}") as Transaction;

export function converse(first: EngineDefinition): Conversation {
  let engine = createEngine(watchFlows(first));
  let state: LaneState = EMPTY_STATE;
  let now = Date.UTC(2026, 10, 23, 2);
  let revision = 0;
  const heard: SendCommand[] = [];

  async function apply(turn: Turn): Promise<Said> {
    const way = engine.route(state, turn);
    const loaded = new Map<number, Record<string, unknown>>();
    for (const { run, name, load } of way.loads) {
      loaded.set(run, { ...loaded.get(run), [name]: await load() });
    }
    let stepped = engine.step(way, loaded);
    while (stepped.effect) {
      const result = await stepped.effect.perform(NO_TRANSACTION);
      stepped = engine.resume(way, loaded, stepped, result);
    }
    for (const command of stepped.commands) if (command.kind === "record") checkStorable(command);
    // What is stored is JSON, so every turn starts from a state that went through it.
    state = laneStateSchema.parse(JSON.parse(JSON.stringify(stepped.state)));
    const sent = stepped.commands.filter((command) => command.kind === "send");
    heard.push(...sent);
    const text = sent.map(({ intent, locale }) => plainText(intent, locale)).join("\n---\n");
    return { outcome: stepped.summary.outcome, sent, text, stepped };
  }

  const turn = (occurrence: Occurrence, where: Where = {}, action?: Turn["action"]): Turn => {
    revision += 1;
    now += 1_000;
    const space = where.space ?? "direct";
    return {
      lane: PERSON,
      revision,
      now,
      at: { space: space === "direct" ? "direct1" : "group1" },
      space,
      actor: { person: PERSON, name: "小满", desks: [] },
      locale: where.locale ?? "zh-CN",
      occurrence,
      action,
    };
  };

  const taps: Conversation["taps"] = (action, where) =>
    apply(turn({ kind: "tap", token: "t" }, where, action));

  return {
    heard,
    state: () => state,
    says: (text, where = {}) =>
      apply(
        turn(
          { kind: "text", text, messageId: `m${revision}`, addressed: where.addressed ?? true },
          where,
        ),
      ),
    taps,
    tapsLabel: (label, where) => taps(actionOf(heard, label), where),
    happens: (occurrence, where) => apply(turn(occurrence, where)),
    waits: (ms) => {
      now += ms;
    },
    deploys: (definition) => {
      engine = createEngine(watchFlows(definition));
    },
  };
}

/** No field of a record is null: one that becomes null in JSON (an infinite number) could not be stored. */
function checkStorable(record: object): void {
  if (JSON.stringify(record).includes(":null")) {
    throw new Error(`A record holds what JSON can't: ${JSON.stringify(record)}`);
  }
}

/** The action behind the newest button or option with that label. */
function actionOf(heard: readonly SendCommand[], label: string): Action {
  for (const { intent } of [...heard].reverse()) {
    const options: readonly Pick<Button, "label" | "action">[] =
      intent.kind === "choose" ? intent.options : [];
    const found = [...(intent.buttons ?? []), ...options].find((one) => one.label.includes(label));
    if (found) return found.action;
  }
  throw new Error(`Nobody was offered “${label}”`);
}

/** The open runs of a state, for assertions. */
export function openRuns(conversation: Conversation): readonly Run[] {
  return conversation.state().runs;
}
