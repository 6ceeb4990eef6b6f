import { localize } from "../i18n/locale.ts";
import { text as words } from "../i18n/messages.ts";
import { advance } from "./advance.ts";
import { mentionedOptions, recognizeChoice } from "./choice.ts";
import { dependants } from "./dependants.ts";
import type { IncomingFile } from "./event.ts";
import type { Flow, FlowContext, FlowOption, Parsed, WaitingStep } from "./flow.ts";
import { engineMessages } from "./messages.ts";
import { foldLabel } from "./normalize.ts";
import { askQuestion, CONFIRM, openStep, verbButton } from "./question.ts";
import type { Run } from "./state.ts";
import type { Json } from "./terms.ts";
import { conclude, contextOf, placeOf, send, type Work } from "./work.ts";

const CONFIRM_WORDS = [
  "确认",
  "确定",
  "是",
  "是的",
  "好",
  "好的",
  "提交",
  "对",
  "confirm",
  "yes",
  "ok",
  "okay",
  "submit",
  "y",
];

/** An option as `recognizeChoice` reads it: its label in both languages, and its other names. */
function choosable(option: FlowOption, context: FlowContext) {
  const { zh, en } = option.label;
  return {
    id: option.id,
    label: localize(option.label, context.locale),
    names: [zh, en, ...(option.names ?? [])],
  };
}

/** What a text is as an answer to the open step; undefined when the step cannot take it. */
export function parseAnswer(
  step: WaitingStep,
  said: string,
  context: FlowContext,
): Parsed<Json> | undefined {
  switch (step.kind) {
    case "ask":
      return step.parse(chosenOption(step, said, context)?.id ?? said, context);
    case "choose": {
      const chosen = chosenOption(step, said, context);
      return chosen ? { ok: true, value: chosen.id } : undefined;
    }
    case "review":
      return CONFIRM_WORDS.includes(foldLabel(said)) ||
        foldLabel(said) === foldLabel(localize(step.confirm, context.locale))
        ? { ok: true, value: CONFIRM }
        : undefined;
  }
}

function chosenOption(
  step: Extract<WaitingStep, { kind: "ask" | "choose" }>,
  said: string,
  context: FlowContext,
) {
  const options = step.options(context).map((option) => choosable(option, context));
  return options.length === 0 ? undefined : recognizeChoice(said, options);
}

/** Takes a text as the answer to a run's open question, if it is one; `unusable`: meant as one, but no good. */
export function takeText(
  work: Work,
  run: Run,
  said: string,
): "taken" | "unusable" | "not_an_answer" {
  const open = openStep(work, run);
  if (!open) return "not_an_answer";
  const context = contextOf(work, run);
  const parsed = parseAnswer(open.step, said, context);
  if (parsed?.ok) {
    takeValue(work, run, open.flow, open.step, parsed.value, said);
    return "taken";
  }
  const filled = extractAnswers(work, open.flow, run, said);
  if (filled !== run) {
    conclude(work, "advanced", run);
    advance(work, filled);
    return "taken";
  }
  return parsed?.meant === true ? "unusable" : "not_an_answer";
}

/** Takes files as the answer to a run's open question, or says why they are none. */
export function takeFiles(work: Work, run: Run, files: readonly IncomingFile[]): void {
  const open = openStep(work, run);
  const step = open?.step;
  if (!open || step?.kind !== "ask" || !step.readFiles) return;
  const parsed = step.readFiles(files, contextOf(work, run));
  if (parsed.ok) return takeValue(work, run, open.flow, step, parsed.value, undefined);
  tryAgain(work, run, step, parsed);
}

/** Takes a tapped option; an option the step does not (any more) have counts as stale. */
export function takeOption(work: Work, run: Run, option: string): "taken" | "stale" {
  const open = openStep(work, run);
  if (!open) return "stale";
  const context = contextOf(work, run);
  const known =
    open.step.kind === "review"
      ? option === CONFIRM
      : open.step.options(context).some((candidate) => candidate.id === option);
  if (!known) return "stale";
  const parsed = open.step.kind === "ask" ? open.step.parse(option, context) : undefined;
  if (parsed && !parsed.ok) return "stale";
  takeValue(work, run, open.flow, open.step, parsed?.value ?? option, undefined);
  return "taken";
}

/** Stores an answer and moves on; `said` is searched for answers to later steps as well. */
export function takeValue(
  work: Work,
  run: Run,
  flow: Flow,
  step: WaitingStep,
  value: Json,
  said: string | undefined,
): void {
  conclude(work, "advanced", run);
  if (step.kind === "review") {
    advance(work, { ...run, path: [...run.path, step.id] });
    return;
  }
  const answered = storeAnswer(flow, run, step.id, value);
  // A long free text is the answer to its own question; its figures belong to no other.
  const spread =
    said !== undefined && step.kind === "choose"
      ? extractAnswers(work, flow, answered, said)
      : answered;
  advance(work, spread);
}

/** The run with one answer stored; answers and results that depend on a changed one are dropped, the review is due again. */
export function storeAnswer(flow: Flow, run: Run, id: string, value: Json): Run {
  const changed = id in run.answers && JSON.stringify(run.answers[id]) !== JSON.stringify(value);
  const dropped = changed ? dependants(flow, id) : new Set<string>();
  const reviews = new Set(
    flow.steps.filter((step) => step.kind === "review").map((step) => step.id),
  );
  const keptOf = (record: Run["answers"]) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !dropped.has(key)));
  return {
    ...run,
    answers: { ...keptOf(run.answers), [id]: value },
    results: keptOf(run.results),
    path: [...run.path.filter((step) => !reviews.has(step) && step !== id), id],
    tries: 0,
    revisiting: false,
  };
}

/** Fills every unanswered step whose answer stands unmistakably in the text; the same run when none does. */
export function extractAnswers(work: Work, flow: Flow, run: Run, said: string): Run {
  let filled = run;
  for (const step of flow.steps) {
    if ((step.kind !== "ask" && step.kind !== "choose") || step.id in filled.answers) continue;
    const context = contextOf(work, filled);
    const isEarly = step.kind === "ask" && step.early;
    if (!isEarly && !step.guards.every((guard) => guard.holds(context))) continue;
    const value =
      step.kind === "ask" ? step.extract?.(said, context) : mentioned(step, said, context);
    if (value !== undefined) filled = storeAnswer(flow, filled, step.id, value);
  }
  return filled;
}

function mentioned(
  step: Extract<WaitingStep, { kind: "choose" }>,
  said: string,
  context: FlowContext,
): string | undefined {
  if (!step.extractable) return undefined;
  const options = step.options(context).map((option) => choosable(option, context));
  const found = mentionedOptions(said, options);
  return found.length === 1 ? found[0]?.id : undefined;
}

/** Counts a failed try: says why and asks again, or offers a person once the tries are used up. */
export function retry(work: Work, run: Run, said: string): void {
  const open = openStep(work, run);
  if (!open) return;
  tryAgain(work, run, open.step, parseAnswer(open.step, said, contextOf(work, run)));
}

function tryAgain(work: Work, run: Run, step: WaitingStep, parsed: Parsed<Json> | undefined): void {
  const context = contextOf(work, run);
  const tries = run.tries + 1;
  const allowed = step.kind === "review" ? 3 : step.tries;
  conclude(work, "retried", run);
  if (tries >= allowed) return offerPerson(work, { ...run, tries: 0 }, context);
  const reason =
    parsed && !parsed.ok ? localize(parsed.reason, context.locale) : notUnderstood(step, context);
  askQuestion(work, { ...run, tries }, reason);
}

function notUnderstood(step: WaitingStep, context: FlowContext): string {
  const how = step.kind === "ask" ? "" : words(engineMessages.sentByButton, context.locale);
  const gap = how !== "" && context.locale === "en" ? " " : "";
  return `${words(engineMessages.notUnderstood, context.locale)}${gap}${how}`;
}

function offerPerson(work: Work, run: Run, context: FlowContext): void {
  askQuestion(work, run);
  send(
    work,
    placeOf(work, run),
    {
      kind: "say",
      text: words(engineMessages.offerPerson, context.locale),
      buttons: [
        verbButton(work, currentRun(work, run), "human", engineMessages.human, context),
        verbButton(work, currentRun(work, run), "repeat", engineMessages.continue, context),
        verbButton(work, currentRun(work, run), "cancel", engineMessages.cancel, context),
      ],
    },
    context.locale,
  );
  work.commands.push({ kind: "alert", reason: "gave_up", flow: run.flow, step: run.step });
}

/** Asking raises the question number, and buttons must carry the raised one. */
function currentRun(work: Work, run: Run): Run {
  return work.state.runs.find((candidate) => candidate.id === run.id) ?? run;
}
