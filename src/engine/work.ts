import { type Locale, localeOfText } from "../i18n/locale.ts";
import type { Command, Destination, TurnOutcome, TurnSummary } from "./command.ts";
import type { EngineDefinition } from "./definition.ts";
import type { Flow, FlowContext } from "./flow.ts";
import type { Intent } from "./intent.ts";
import type { LaneState, Run } from "./state.ts";
import type { Json } from "./terms.ts";
import { type Actor, type Turn, turnReference } from "./turn.ts";

/** What was loaded for each run that may be touched, by run number. */
export type LoadedByRun = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

/**
 * One turn in the making. It is mutable inside the engine only: `step` copies the state in and
 * hands a finished value out.
 */
export interface Work {
  readonly definition: EngineDefinition;
  readonly turn: Turn;
  readonly actor: Actor;
  readonly loaded: LoadedByRun;
  state: LaneState;
  readonly commands: Command[];
  summary: TurnSummary;
}

/** The flow a run belongs to, in the run's version; undefined when this build no longer holds it. */
export function flowOf(definition: EngineDefinition, run: Run): Flow | undefined {
  return definition.flows.find((flow) => flow.id === run.flow && flow.version === run.version);
}

/** The language of a run's texts: what the person chose, else the language it was started in. */
export function runLocale(state: LaneState, run: Run): Locale {
  return state.locale ?? run.locale;
}

/** The language of the message itself, else the person's, else the space's. */
export function replyLocale(state: LaneState, turn: Turn): Locale {
  const { occurrence } = turn;
  // A command's own word says nothing about the language: /desk is typed by everyone.
  const text =
    "text" in occurrence ? localeOfText(occurrence.text.replace(/^\s*[/／]\S+/u, "")) : undefined;
  return text ?? state.locale ?? turn.locale;
}

export function contextOf(
  work: Pick<Work, "turn" | "actor" | "state" | "loaded">,
  run: Run,
): FlowContext {
  const { turn, state } = work;
  const { occurrence } = turn;
  return {
    input: run.input,
    answers: run.answers,
    results: resultsOf(run),
    loaded: work.loaded.get(run.id) ?? {},
    memory: memoryOf(state, run),
    locale: runLocale(state, run),
    now: turn.now,
    actor: work.actor,
    origin: run.origin,
    at: turn.at,
    space: turn.space,
    messageId: "messageId" in occurrence ? occurrence.messageId : undefined,
    turn: turnReference(turn),
    run: `${turn.lane}-${run.id.toString(36)}`,
  };
}

function resultsOf(run: Run): FlowContext["results"] {
  return Object.fromEntries(
    Object.entries(run.results).map(([step, result]) => [step, taggedResult(step, result)]),
  );
}

function taggedResult(step: string, result: Json): FlowContext["results"][string] {
  if (typeof result !== "object" || result === null || !("kind" in result)) {
    throw new Error(`The stored result of ${step} has no kind`);
  }
  return { ...result, kind: String(result["kind"]) };
}

function memoryOf(state: LaneState, run: Run): Readonly<Record<string, Json>> {
  const prefix = `${run.flow}/`;
  const here = Object.entries(state.memory[run.origin.space] ?? {});
  return Object.fromEntries(
    here
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** The run as the state has it now. */
export function findRun(work: Work, id: number): Run | undefined {
  return work.state.runs.find((run) => run.id === id);
}

/** Stores a changed run and puts it last: the one being talked about. */
export function saveRun(work: Work, run: Run): void {
  const others = work.state.runs.filter((other) => other.id !== run.id);
  work.state = { ...work.state, runs: [...others, run] };
}

export function dropRun(work: Work, run: Run): void {
  work.state = { ...work.state, runs: work.state.runs.filter((other) => other.id !== run.id) };
  work.commands.push({ kind: "clearTimers", run: run.id });
}

/** Where a run talks: a private flow in the person's direct chat, a public one where it was started. */
export function placeOf(work: Work, run: Run): Destination {
  const flow = work.definition.flows.find((candidate) => candidate.id === run.flow);
  if (flow?.surface === "public")
    return { kind: "space", at: run.origin, replyTo: replyTo(work.turn) };
  return { kind: "person", person: work.actor.person };
}

/** In groups an answer is a reply to the message it answers. */
export function replyTo(turn: Turn): string | undefined {
  const { occurrence } = turn;
  return turn.space !== "direct" && "messageId" in occurrence ? occurrence.messageId : undefined;
}

export function send(work: Work, to: Destination, intent: Intent, locale: Locale): void {
  work.commands.push({ kind: "send", to, intent, locale });
}

/** A short word to the person about what they just did: in a direct chat as a message, in a group for their eyes only. */
export function remark(
  work: Work,
  words: string,
  more: Omit<Extract<Intent, { kind: "notice" }>, "kind" | "text"> = {},
): void {
  const { turn, actor, state } = work;
  const to: Destination =
    turn.space === "direct"
      ? { kind: "space", at: turn.at }
      : { kind: "onlyYou", at: turn.at, person: actor.person };
  send(work, to, { kind: "notice", text: words, ...more }, replyLocale(state, turn));
}

export function conclude(work: Work, outcome: TurnOutcome, run?: Run): void {
  work.summary = {
    ...work.summary,
    ...(run ? { flow: run.flow, version: run.version, stepAfter: run.step } : {}),
    outcome,
  };
}
