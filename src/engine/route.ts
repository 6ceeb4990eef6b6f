import type { EngineDefinition } from "./definition.ts";
import { callsTheBot, recognizeCommand, type TypedCommand } from "./definition.ts";
import type { IncomingFile } from "./event.ts";
import { type Flow, stepOf } from "./flow.ts";
import { newRun } from "./new-run.ts";
import { cleanText } from "./normalize.ts";
import type { Plan } from "./plan.ts";
import { sameAddress, startNamed, startPlan } from "./start-plan.ts";
import type { LaneState, Run } from "./state.ts";
import type { Turn } from "./turn.ts";
import { recognizeVerb, type Verb } from "./verbs.ts";
import { latestFlow, type Settled, settleVersions } from "./versions.ts";
import { contextOf, flowOf } from "./work.ts";

/** How long a plain message in a group may answer the open question there, ms. */
export const ANSWER_WINDOW_MS = 5 * 60_000;

/** Something to read before the step. */
export interface LoadRequest {
  readonly run: number;
  readonly name: string;
  readonly load: () => Promise<unknown>;
}

/** The way one event takes: the plan, what it needs loaded, and the state it starts from. */
export interface Route {
  readonly turn: Turn;
  readonly settled: Settled;
  readonly plan: Plan;
  /** Takes up the files that came along with words, when something waits for them. */
  readonly filesRun?: Run | undefined;
  readonly loads: readonly LoadRequest[];
}

/** Names flow and step for an event, and what they need loaded. Pure. */
export function route(definition: EngineDefinition, state: LaneState, turn: Turn): Route {
  const settled = settleVersions(definition, state);
  const plan = planOf(definition, settled.state, turn);
  const filesRun = filesRunOf(definition, settled.state, turn, plan);
  const loads = loadsOf(definition, settled.state, turn, { plan, filesRun });
  return { turn, settled, plan, filesRun, loads };
}

/** Words and files in one message of a direct chat: a question with a picture, or a document and what it is. */
function filesRunOf(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  plan: Plan,
): Run | undefined {
  const { onFiles, fallback } = definition;
  const files = filesBeside(turn) ?? [];
  const isAsked =
    plan.kind === "text" || (plan.kind === "start" && plan.started.flow === fallback.flow);
  if (!onFiles || !isAsked || files.length === 0 || turn.space !== "direct") return undefined;
  const run = newRun(definition, state, turn, onFiles.flow, onFiles.input(files));
  // The question itself may start a run as well.
  return { ...run, id: run.id + 1 };
}

/** The files that came along with words: none for what no file can be fetched of, undefined when nothing did. */
export function filesBeside({ occurrence }: Turn): readonly IncomingFile[] | undefined {
  return occurrence.kind === "text" ? occurrence.files : undefined;
}

function planOf(definition: EngineDefinition, state: LaneState, turn: Turn): Plan {
  const { occurrence } = turn;
  switch (occurrence.kind) {
    case "timer":
      return { kind: "timer", run: occurrence.run, name: occurrence.name };
    case "join":
      return { kind: turn.space === "direct" ? "ignore" : "greet" };
    case "tap":
      return planTap(definition, state, turn);
    case "file":
      return planFiles(definition, state, turn, occurrence);
    case "text":
      if (occurrence.answers !== undefined) return planAnswer(state, turn, occurrence.text);
      return planText(
        definition,
        state,
        turn,
        occurrence.text,
        occurrence.addressed,
        occurrence.files,
      );
    case "command":
      return planText(definition, state, turn, occurrence.text, true);
    case "moved":
    case "edit":
    case "delete":
    case "leave":
      return { kind: "ignore" };
  }
}

/** What was typed on a question's own page answers that question, or none. */
function planAnswer(state: LaneState, { action, lane }: Turn, said: string): Plan {
  if (!action || action === "forged" || action.kind !== "answer") return { kind: "forged" };
  if (action.lane !== lane) return { kind: "notYours" };
  const run = state.runs.find(({ id, aside }) => id === action.run && aside !== "parked");
  if (run?.question !== action.question) return { kind: "stale", ...(run ? { run: run.id } : {}) };
  return { kind: "text", run: run.id, said: cleanText(said) };
}

/** Files are taken in the direct chat alone; in a group a question that waits for one says so privately. */
function planFiles(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  { files, addressed }: Extract<Turn["occurrence"], { kind: "file" }>,
): Plan {
  const run = runForFiles(definition, state);
  if (turn.space !== "direct") {
    if (run && files.length > 0) return { kind: "exposedFile", run: run.id };
    return addressed ? { kind: "file" } : { kind: "ignore" };
  }
  if (run && files.length > 0) return { kind: "files", run: run.id, files };
  const { onFiles } = definition;
  if (!onFiles || files.length === 0) return { kind: "file" };
  const started = newRun(definition, state, turn, onFiles.flow, onFiles.input(files));
  return { kind: "start", started, said: "" };
}

/** The run whose open question can be answered with a file, when it is the one being talked about. */
function runForFiles(definition: EngineDefinition, state: LaneState): Run | undefined {
  const run = state.runs.findLast(({ aside }) => aside === undefined);
  const flow = run && latestFlow(definition, run.flow);
  const step = flow && stepOf(flow, run.step);
  return step?.kind === "ask" && step.readFiles ? run : undefined;
}

function planTap(definition: EngineDefinition, state: LaneState, turn: Turn): Plan {
  const { action } = turn;
  if (!action || action === "forged" || action.kind === "link") return { kind: "forged" };
  if (action.kind === "open") {
    const command = definition.commands.find((candidate) => candidate.name === action.command);
    return command
      ? startPlan(definition, state, turn, command, action.args, "button")
      : { kind: "stale" };
  }
  if (action.lane !== turn.lane) return { kind: "notYours" };
  const run = state.runs.find((candidate) => candidate.id === action.run);
  if (!run || run.aside === "parked") return { kind: "stale" };
  const verb = verbOfOption(action.option);
  if (verb && (verb.kind === "cancel" || run.question === action.question)) {
    return { kind: "verb", run: run.id, verb };
  }
  if (!isOpenYet(definition, run, action.question)) return { kind: "stale", run: run.id };
  return { kind: "option", run: run.id, option: action.option };
}

/**
 * A question that was asked again in the meantime can be answered by a button of any of its askings. What a review
 * asked to confirm may have changed since, so only its last asking counts.
 */
function isOpenYet(definition: EngineDefinition, run: Run, question: number): boolean {
  if (question === run.question) return true;
  const flow = flowOf(definition, run);
  const step = flow && stepOf(flow, run.step);
  const first = run.firstAsked ?? run.question;
  return step?.kind !== "review" && question >= first && question < run.question;
}

function verbOfOption(option: string): Verb | undefined {
  if (!option.startsWith("!")) return undefined;
  const name = option.slice(1);
  if (name.startsWith("change-")) return { kind: "change", rest: name.slice("change-".length) };
  return recognizeVerb(name);
}

function planText(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  raw: string,
  addressed: boolean,
  files: readonly IncomingFile[] = [],
): Plan {
  const waiting = files.length > 0 ? runForFiles(definition, state) : undefined;
  // Words beside a file that was asked for only say what it is.
  if (waiting && turn.space === "direct") return { kind: "files", run: waiting.id, files };
  if (waiting) return { kind: "exposedFile", run: waiting.id };
  const said = cleanText(raw);
  const run = openRunHere(definition, state, turn);
  const called = addressed || turn.space === "direct" || callsTheBot(said, definition.commands);
  const awaited = run !== undefined && turn.now - run.askedAt <= ANSWER_WINDOW_MS;
  if (!called && !awaited) return { kind: "ignore" };
  const verb = planVerb(definition, state, turn, said, run, called);
  if (verb) return verb;
  const typed = called ? typedCommand(definition, said, turn, run !== undefined) : undefined;
  if (typed) return startPlan(definition, state, turn, typed.command, typed.args, "typed");
  const { fallback } = definition;
  const digression = called
    ? newRun(definition, state, turn, fallback.flow, fallback.input(said, turn))
    : undefined;
  if (run) return { kind: "text", run: run.id, said, ...(digression ? { digression } : {}) };
  return digression ? { kind: "start", started: digression, said: "" } : { kind: "ignore" };
}

/** A command by its word, or by a sentence that asks for it when no question is open that it could answer. */
function typedCommand(
  { commands }: EngineDefinition,
  said: string,
  turn: Turn,
  isAsked: boolean,
): TypedCommand | undefined {
  const typed = recognizeCommand(said, commands);
  if (typed || isAsked) return typed;
  const meant = commands.find((command) => command.meantBy?.(said, turn));
  return meant && { command: meant, args: said };
}

function planVerb(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  said: string,
  run: Run | undefined,
  called: boolean,
): Plan | undefined {
  const verb = recognizeVerb(said);
  if (!verb) return undefined;
  if (verb.kind === "keep" && !run?.revisiting) return undefined;
  if (verb.kind === "help" || verb.kind === "human") {
    if (!called) return undefined;
    return startNamed(definition, state, turn, verb.kind);
  }
  if (verb.kind === "continue") {
    const aside = state.runs.findLast((candidate) => candidate.aside === "later");
    const target = run ?? aside;
    return target ? { kind: "verb", run: target.id, verb } : { kind: "nothingOpen" };
  }
  if (run) return { kind: "verb", run: run.id, verb };
  return verb.kind === "change" || !called ? undefined : { kind: "nothingOpen" };
}

/** The run a message here is about: the latest one not put aside whose questions are asked in this place. */
function openRunHere(definition: EngineDefinition, state: LaneState, turn: Turn): Run | undefined {
  return state.runs.findLast((run) => {
    if (run.aside !== undefined) return false;
    const flow = latestFlow(definition, run.flow);
    if (flow?.surface === "private" && turn.space === "direct") return true;
    return flow?.surface === "public" && sameAddress(run, turn);
  });
}

function loadsOf(
  definition: EngineDefinition,
  state: LaneState,
  turn: Turn,
  { plan, filesRun }: Pick<Route, "plan" | "filesRun">,
): readonly LoadRequest[] {
  if (plan.kind === "ignore" || plan.kind === "greet" || !turn.actor) return [];
  const started =
    plan.kind === "start" ? plan.started : plan.kind === "text" ? plan.digression : undefined;
  const runs = [
    ...state.runs.filter((run) => run.aside !== "parked"),
    ...(started ? [started] : []),
    ...(filesRun ? [filesRun] : []),
  ];
  const seen = { turn, actor: turn.actor, state, loaded: new Map() };
  return runs.flatMap((run) => {
    const flow: Flow | undefined = latestFlow(definition, run.flow);
    return Object.entries(flow?.loads ?? {}).map(([name, { load }]) => ({
      run: run.id,
      name,
      load: () => load(contextOf(seen, run)),
    }));
  });
}
