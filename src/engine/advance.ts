import { text } from "../i18n/messages.ts";
import type { TurnOutcome } from "./command.ts";
import { dependants } from "./dependants.ts";
import type { Act, Branch, Flow, FlowContext, MatchStep, Step } from "./flow.ts";
import { engineMessages } from "./messages.ts";
import { askQuestion } from "./question.ts";
import type { Run } from "./state.ts";
import { unreachable } from "./terms.ts";
import {
  conclude,
  contextOf,
  dropRun,
  flowOf,
  placeOf,
  remark,
  runLocale,
  saveRun,
  send,
  type Work,
} from "./work.ts";

/**
 * Moves a run forward from its step to the next one that needs the person or the world.
 * Answered questions, said things and done effects are passed over, so that moving on after a
 * correction comes back to where the person was.
 */
export function advance(work: Work, run: Run): void {
  const flow = flowOf(work.definition, run);
  if (!flow) throw new Error(`No flow ${run.flow} in version ${run.version}`);
  let current = run;
  let index = flow.steps.findIndex((step) => step.id === run.step);
  for (let step = flow.steps[index]; step !== undefined; step = flow.steps[index]) {
    current = { ...current, step: step.id };
    const moved = passStep(work, flow, step, current);
    if (moved.kind === "waiting") return;
    if (moved.kind === "finished") return finish(work, moved.run, "ended");
    current = moved.run;
    index = moved.to ?? index + 1;
  }
  finish(work, current, "ended");
}

type Passed =
  | { readonly kind: "waiting" }
  | { readonly kind: "finished"; readonly run: Run }
  | { readonly kind: "passed"; readonly run: Run; readonly to?: number };

function passStep(work: Work, flow: Flow, step: Step, run: Run): Passed {
  const context = contextOf(work, run);
  if (!step.guards.every((guard) => guard.holds(context))) return { kind: "passed", run };
  switch (step.kind) {
    case "ask":
    case "choose": {
      if (step.id in run.answers) return { kind: "passed", run };
      const known = step.prefill?.(context);
      if (known === undefined) return wait(work, run);
      return { kind: "passed", run: { ...run, answers: { ...run.answers, [step.id]: known } } };
    }
    case "review":
      return run.path.includes(step.id) ? { kind: "passed", run } : wait(work, run);
    case "say":
      return passSay(work, step.id, run, () => step.acts(context));
    case "effect": {
      if (step.id in run.results) return { kind: "passed", run };
      saveRun(work, run);
      work.commands.push({
        kind: "effect",
        run: run.id,
        step: step.id,
        key: step.key(context),
        onlyOwn: step.onlyOwn === true,
        perform: (transaction) => step.perform(transaction, context),
      });
      return { kind: "waiting" };
    }
    case "match":
      return passMatch(work, flow, step, run, context);
    default:
      return unreachable(step, "step");
  }
}

function wait(work: Work, run: Run): Passed {
  askQuestion(work, { ...run, tries: 0, revisiting: false, firstAsked: undefined });
  conclude(work, work.summary.outcome, run);
  return { kind: "waiting" };
}

function passSay(work: Work, id: string, run: Run, acts: () => readonly Act[]): Passed {
  if (run.path.includes(id)) return { kind: "passed", run };
  perform(work, run, acts());
  return { kind: "passed", run: { ...run, path: [...run.path, id] } };
}

function passMatch(
  work: Work,
  flow: Flow,
  step: MatchStep,
  run: Run,
  context: FlowContext,
): Passed {
  const result = context.results[step.effect];
  const branch: Branch | undefined = result ? step.branches[result.kind] : undefined;
  if (!result || !branch)
    throw new Error(`Nothing matches the result of ${flow.id}/${step.effect}`);
  perform(work, run, branch.acts(result, context));
  if (branch.to === "end") return { kind: "finished", run };
  if (branch.to === "next") return { kind: "passed", run };
  const to = flow.steps.findIndex((candidate) => candidate.id === branch.to);
  return { kind: "passed", run: reopenFrom(flow, run, to), to };
}

/**
 * The run as before the step at that place: its own answer with what depends on it, and everything said and done from
 * there on, count no more.
 */
function reopenFrom(flow: Flow, run: Run, index: number): Run {
  const later = new Set(flow.steps.slice(index).map((step) => step.id));
  const target = flow.steps[index]?.id ?? "";
  const voided = dependants(flow, target);
  return {
    ...run,
    answers: without(run.answers, (id) => id === target || voided.has(id)),
    results: without(run.results, (id) => later.has(id)),
    path: run.path.filter((id) => !later.has(id)),
  };
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  goes: (key: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !goes(key)));
}

function perform(work: Work, run: Run, acts: readonly Act[]): void {
  for (const act of acts) performAct(work, run, act);
}

function performAct(work: Work, run: Run, act: Act): void {
  switch (act.kind) {
    case "say":
      return send(
        work,
        placeOf(work, run),
        { kind: act.form ?? "say", ...act.content },
        runLocale(work.state, run),
      );
    case "tell":
      return send(work, act.to, { kind: "card", ...act.content }, act.locale);
    case "remark":
      return remark(work, act.text);
    case "remember":
      return remember(work, run, act.key, act.value);
    case "record":
      work.commands.push({ kind: "record", record: act.record });
      return conclude(work, act.record.outcome, run);
    case "consent":
      work.commands.push({
        kind: "record",
        record: {
          kind: "consent",
          person: work.actor.person,
          purpose: act.purpose,
          textVersion: act.textVersion,
          keptDays: act.keptDays,
        },
      });
      return;
    case "withdraw":
      return closeRunsOn(work, run, act.purpose);
    case "endOthers":
      for (const other of work.state.runs) if (other.id !== run.id) dropRun(work, other);
      return;
    case "locale":
      work.state = { ...work.state, locale: act.locale };
      return;
    default:
      return unreachable(act, "act");
  }
}

/** Without its consent a run cannot go on. */
function closeRunsOn(work: Work, run: Run, purpose: string): void {
  const resting = work.state.runs.filter(
    (other) =>
      other.id !== run.id && flowOf(work.definition, other)?.purposes?.includes(purpose) === true,
  );
  for (const other of resting) {
    dropRun(work, other);
    const locale = runLocale(work.state, other);
    const words = text(engineMessages.consentWithdrawn, locale);
    send(work, placeOf(work, other), { kind: "say", text: words }, locale);
  }
}

/** Spaces whose memory is kept; the ones longest unused are forgotten first. */
const REMEMBERED_SPACES = 12;

function remember(work: Work, run: Run, key: string, value: Run["input"]): void {
  const { [run.origin.space]: here = {}, ...elsewhere } = work.state.memory;
  const kept = Object.entries(elsewhere).slice(-(REMEMBERED_SPACES - 1));
  work.state = {
    ...work.state,
    memory: {
      ...Object.fromEntries(kept),
      [run.origin.space]: { ...here, [`${run.flow}/${key}`]: value },
    },
  };
}

/** Closes a run and comes back to the question that was waiting beneath it in the same place, if any. */
export function finish(work: Work, run: Run, outcome: TurnOutcome): void {
  dropRun(work, run);
  const answered = work.summary.outcome;
  conclude(work, answered === "started" || answered === "advanced" ? outcome : answered, run);
  const beneath = runBeneath(work, run);
  if (beneath)
    askQuestion(work, beneath, text(engineMessages.backTo, runLocale(work.state, beneath)));
}

function runBeneath(work: Work, run: Run): Run | undefined {
  const place = placeOf(work, run);
  return work.state.runs.findLast((other) => {
    const otherPlace = placeOf(work, other);
    return other.aside === undefined && samePlace(work, place, otherPlace);
  });
}

function samePlace(
  work: Work,
  one: ReturnType<typeof placeOf>,
  other: ReturnType<typeof placeOf>,
): boolean {
  return placeKey(work, one) === placeKey(work, other);
}

function placeKey(work: Work, place: ReturnType<typeof placeOf>): string {
  if (place.kind !== "space") return "person";
  const { space, thread } = place.at;
  const { turn } = work;
  // A timer knows no space kind: only a turn in a direct chat tells which space that is.
  const direct =
    turn.occurrence.kind !== "timer" && turn.space === "direct" && space === turn.at.space;
  return direct ? "person" : `${space}/${thread ?? ""}`;
}
