import { text } from "../i18n/messages.ts";
import { advance, finish } from "./advance.ts";
import { isAboutFiles, isWaitedFor, saysNothing, sayWordsOnly } from "./carry-out-files.ts";
import { engineMessages } from "./messages.ts";
import { isBareNumber } from "./normalize.ts";
import type { Plan } from "./plan.ts";
import { askQuestion, openStep } from "./question.ts";
import { applyVerb } from "./repair.ts";
import { extractAnswers, retry, takeFiles, takeOption, takeText } from "./respond.ts";
import { ANSWER_WINDOW_MS, type Route } from "./route.ts";
import { startNamed } from "./start-plan.ts";
import type { Run } from "./state.ts";
import { unreachable } from "./terms.ts";
import {
  conclude,
  contextOf,
  dropRun,
  findRun,
  flowOf,
  placeOf,
  remark,
  replyLocale,
  replyTo,
  runLocale,
  saveRun,
  send,
  type Work,
} from "./work.ts";

/** Open runs one person may have; a further one closes the oldest. */
const MAX_RUNS = 5;

/** How long an open private question rests before it is offered again to a person who turns up elsewhere, ms. */
const REOFFER_AFTER_MS = 60_000;

/** Carries out a turn's plan on the work. */
export function carryOut(work: Work, way: Route): void {
  reportParked(work, way);
  if (!isAboutFiles(work, way)) {
    carryOutPlan(work, way, saysNothing(work, way) ? { kind: "file" } : way.plan);
  }
  takeFilesBeside(work, way);
  reoffer(work, way);
}

/** What came along with words: taken up when something waits for it. The turn stays that of the words. */
function takeFilesBeside(work: Work, way: Route): void {
  const { plan, filesRun } = way;
  if (plan.kind === "files" || plan.kind === "exposedFile" || saysNothing(work, way)) return;
  if (!filesRun || !isWaitedFor(work.definition, work.loaded, filesRun.id)) {
    return sayWordsOnly(work, way);
  }
  const { summary } = work;
  start(work, filesRun, "");
  if (summary.outcome !== "ignored") work.summary = summary;
}

function carryOutPlan(work: Work, way: Route, plan: Plan): void {
  const { turn, state } = work;
  switch (plan.kind) {
    case "ignore":
      return;
    case "greet":
      // Nobody can write to the bot in a channel, and all its readers would get the greeting.
      if (turn.space !== "channel") {
        send(
          work,
          { kind: "space", at: turn.at },
          { kind: "say", ...work.definition.greeting(turn.locale) },
          turn.locale,
        );
      }
      return conclude(work, "started");
    case "file":
      send(
        work,
        { kind: "space", at: turn.at, replyTo: replyTo(turn) },
        { kind: "say", text: text(engineMessages.cannotReadFile, replyLocale(state, turn)) },
        replyLocale(state, turn),
      );
      return conclude(work, "unknown");
    case "exposedFile":
      return sayPrivately(work, plan.run);
    case "forged":
      remark(work, text(engineMessages.forgedTap, replyLocale(state, turn)));
      return conclude(work, "refused");
    case "notYours":
      remark(work, text(engineMessages.notYours, replyLocale(state, turn)));
      return conclude(work, "refused");
    case "nothingOpen":
      remark(work, text(engineMessages.nothingOpen, replyLocale(state, turn)));
      return conclude(work, "repaired");
    case "stale":
      return showCurrent(work, plan.run);
    case "timer":
      return timerDue(work, plan);
    case "option":
    case "verb":
    case "files":
    case "text":
      return carryOn(work, way, plan);
    case "start":
      replace(work, plan);
      return start(work, plan.started, plan.said);
    default:
      return unreachable(plan, "plan");
  }
}

function carryOn(
  work: Work,
  way: Route,
  plan: Extract<Plan, { kind: "option" | "verb" | "files" | "text" }>,
): void {
  const run = findRun(work, plan.run);
  if (!run) return showCurrent(work, undefined);
  work.summary = { ...work.summary, stepBefore: run.step };
  if (way.settled.moved.has(run.id)) return resumeMoved(work, run);
  switch (plan.kind) {
    case "option":
      if (takeOption(work, run, plan.option) === "stale") showCurrent(work, run.id);
      return;
    case "verb": {
      const leftover = applyVerb(work, run, plan.verb);
      const next = leftover && startNamed(work.definition, work.state, work.turn, leftover);
      if (next?.kind === "start") start(work, next.started, "");
      return;
    }
    case "files":
      return takeFiles(work, run, plan.files);
    case "text":
      return takeOrDigress(work, run, plan);
  }
}

/** Where a file belongs is said in the direct chat: the group learns nothing, not even that one was waited for. */
function sayPrivately(work: Work, id: number): void {
  const run = findRun(work, id);
  const locale = replyLocale(work.state, work.turn);
  const words = text(engineMessages.fileInGroup, locale);
  send(work, { kind: "person", person: work.actor.person }, { kind: "say", text: words }, locale);
  conclude(work, "refused", run);
}

/** After a deploy that moved the open question, nothing said before it counts as its answer. */
function resumeMoved(work: Work, run: Run): void {
  const lead = text(engineMessages.restarted, runLocale(work.state, run));
  conclude(work, "advanced", run);
  if (openStep(work, run)) askQuestion(work, run, lead);
  else advance(work, run);
}

function takeOrDigress(work: Work, run: Run, plan: Extract<Plan, { kind: "text" }>): void {
  const taken = takeText(work, run, plan.said);
  if (taken === "taken") return;
  const { digression } = plan;
  // A number alone asks nothing: it was meant for the question that is open.
  const isMeant = taken === "unusable" || isBareNumber(plan.said);
  if (isMeant && digression) return retry(work, run, plan.said);
  if (!digression) {
    // Talk among members: from here on only a reply or a mention answers the question.
    if (work.turn.now - run.askedAt <= ANSWER_WINDOW_MS) saveRun(work, { ...run, askedAt: 0 });
    return conclude(work, "ignored");
  }
  const loaded = work.loaded.get(digression.id) ?? {};
  if (work.definition.fallback.takes(loaded)) return start(work, digression, "");
  retry(work, run, plan.said);
}

/** A command said again, now with what it is about: the question it left open is not asked any more. */
function replace(work: Work, { started, replaces }: Extract<Plan, { kind: "start" }>): void {
  const run = replaces === undefined ? undefined : findRun(work, replaces);
  if (run && JSON.stringify(run.input) !== JSON.stringify(started.input)) dropRun(work, run);
}

function start(work: Work, started: Run, said: string): void {
  const flow = flowOf(work.definition, started);
  if (!flow) throw new Error(`No flow ${started.flow}`);
  const twin = openTwin(work, started);
  if (twin) {
    conclude(work, "repaired", twin);
    return askQuestion(work, twin);
  }
  makeRoom(work);
  work.state = { ...work.state, runCount: started.id };
  conclude(work, "started", started);
  saveRun(work, started);
  work.commands.push({ kind: "timer", run: started.id, name: "expiry", afterMs: flow.ttlMs });
  advance(work, said === "" ? started : extractAnswers(work, flow, started, said));
}

/** The same flow about the same thing, already open: it is taken up instead of being started twice. */
function openTwin(work: Work, started: Run): Run | undefined {
  return work.state.runs.find(
    (run) =>
      run.aside !== "parked" &&
      run.flow === started.flow &&
      run.origin.space === started.origin.space &&
      JSON.stringify(run.input) === JSON.stringify(started.input) &&
      isStillAsked(work, run),
  );
}

/** What a question depends on may have changed since it was asked: then it is not taken up. */
function isStillAsked(work: Work, run: Run): boolean {
  const open = openStep(work, run);
  return open?.step.guards.every((guard) => guard.holds(contextOf(work, run))) === true;
}

function makeRoom(work: Work): void {
  const oldest = work.state.runs[0];
  if (!oldest || work.state.runs.length < MAX_RUNS) return;
  dropRun(work, oldest);
  send(
    work,
    placeOf(work, oldest),
    { kind: "say", text: text(engineMessages.tooManyOpen, runLocale(work.state, oldest)) },
    runLocale(work.state, oldest),
  );
}

function showCurrent(work: Work, id: number | undefined): void {
  const run = id === undefined ? undefined : findRun(work, id);
  conclude(work, "stale", run);
  if (run) return askQuestion(work, run, text(engineMessages.staleTap, runLocale(work.state, run)));
  remark(work, text(engineMessages.staleNothing, replyLocale(work.state, work.turn)));
}

function timerDue(work: Work, plan: Extract<Plan, { kind: "timer" }>): void {
  const run = findRun(work, plan.run);
  if (!run) return;
  if (run.aside === "parked") {
    if (plan.name === "expiry") dropRun(work, run);
    return;
  }
  work.summary = { ...work.summary, stepBefore: run.step };
  const flow = flowOf(work.definition, run);
  const open = openStep(work, run);
  const quiet = flow?.surface === "public";
  if (open && plan.name === "idle" && !run.reminded && !quiet) {
    const { aside: _aside, ...active } = run;
    conclude(work, "repaired", run);
    const lead = text(engineMessages.stillThere, runLocale(work.state, run));
    return askQuestion(work, { ...active, reminded: true }, lead);
  }
  if (!quiet) {
    const words = text(engineMessages.closedIdle, runLocale(work.state, run));
    send(work, placeOf(work, run), { kind: "say", text: words }, runLocale(work.state, run));
  }
  finish(work, run, "ended");
  conclude(work, "ended", run);
}

function reportParked(work: Work, way: Route): void {
  for (const id of way.settled.parked) {
    const run = findRun(work, id);
    if (!run) continue;
    const words = text(engineMessages.parked, runLocale(work.state, run));
    send(work, placeOf(work, run), { kind: "say", text: words }, runLocale(work.state, run));
    work.commands.push({
      kind: "alert",
      reason: "unknown_version",
      flow: run.flow,
      step: run.step,
    });
    conclude(work, "parked", run);
  }
}

/** No platform promises that a private message was seen: an open question is offered once more, privately. */
function reoffer(work: Work, way: Route): void {
  const { turn } = work;
  if (turn.space === "direct" || work.summary.outcome === "ignored") return;
  const known = new Set(way.settled.state.runs.map((run) => run.id));
  const waiting = work.state.runs.findLast((run) => {
    const flow = flowOf(work.definition, run);
    const rested = turn.now - run.askedAt >= REOFFER_AFTER_MS;
    return (
      known.has(run.id) && flow?.surface === "private" && !run.aside && !run.reoffered && rested
    );
  });
  if (waiting) askQuestion(work, { ...waiting, reoffered: true });
}
