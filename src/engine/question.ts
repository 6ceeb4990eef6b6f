import { type Localized, localize } from "../i18n/locale.ts";
import { fill, text } from "../i18n/messages.ts";
import type {
  AskStep,
  ChooseStep,
  Flow,
  FlowContext,
  FlowOption,
  ReviewStep,
  Step,
  WaitingStep,
} from "./flow.ts";
import { isWaiting, stepOf } from "./flow.ts";
import type { Button, Content, Intent, Row } from "./intent.ts";
import { engineMessages } from "./messages.ts";
import type { Run } from "./state.ts";
import {
  contextOf,
  flowOf,
  placeOf,
  remark,
  replyLocale,
  runLocale,
  saveRun,
  send,
  type Work,
} from "./work.ts";

/** The option id of a review's confirming button. */
export const CONFIRM = "confirm";

/** The option id that names a question's own page: no answer by itself. */
const ON_PAGE = "!page";

/** The step a run is waiting at, with its flow; undefined when this build does not know it. */
export function openStep(
  work: Pick<Work, "definition">,
  run: Run,
): { readonly flow: Flow; readonly step: WaitingStep } | undefined {
  const flow = flowOf(work.definition, run);
  const step = flow ? stepOf(flow, run.step) : undefined;
  return flow && step && isWaiting(step) ? { flow, step } : undefined;
}

/** Asks the run's open question (again), with a lead-in sentence if given, and restarts its idle timer. */
export function askQuestion(work: Work, run: Run, lead?: string): void {
  const open = openStep(work, run);
  if (!open) return;
  const question = run.question + 1;
  const firstAsked = run.firstAsked ?? question;
  const asked: Run = { ...run, question, firstAsked, askedAt: work.turn.now };
  if (open.flow.surface === "private" && work.turn.space !== "direct" && run.question === 0) {
    leadToDirect(work, asked);
  }
  saveRun(work, asked);
  const intent = questionIntent(work, asked, open.flow, open.step);
  send(work, placeOf(work, asked), withLead(intent, lead), runLocale(work.state, asked));
  work.commands.push({ kind: "timer", run: run.id, name: "idle", afterMs: open.flow.idleMs });
}

/** Says in the group that the rest is private; the button asks again in the direct chat, and is its owner's alone. */
function leadToDirect(work: Work, run: Run): void {
  const locale = replyLocale(work.state, work.turn);
  remark(work, text(engineMessages.continuedPrivately, locale), {
    leadsTo: "direct",
    buttons: [verbButton(work, run, "repeat", engineMessages.openDirect, { locale })],
  });
}

function withLead(intent: Intent, lead: string | undefined): Intent {
  return lead === undefined ? intent : { ...intent, text: `${lead}\n\n${intent.text}` };
}

function questionIntent(work: Work, run: Run, flow: Flow, step: WaitingStep): Intent {
  const context = contextOf(work, run);
  switch (step.kind) {
    case "ask":
      return askIntent(work, run, step, context);
    case "choose":
      return chooseIntent(work, run, step, context);
    case "review":
      return reviewIntent(work, run, flow, step, context);
  }
}

function askIntent(work: Work, run: Run, step: AskStep, context: FlowContext): Intent {
  const content = step.prompt(context);
  const offered = step.options(context);
  if (offered.length > 0) return offerIntent(work, run, step, context, { content, offered });
  const hint = step.isOptional(context) ? text(engineMessages.optional, context.locale) : undefined;
  return {
    ...withCurrentAnswer(content, run, step, context),
    kind: "ask",
    hint,
    ...(step.isForPage(context) ? { page: answerAction(work, run, ON_PAGE) } : {}),
    buttons: [...(content.buttons ?? []), ...repairButtons(work, run, context, step)],
  };
}

function chooseIntent(work: Work, run: Run, step: ChooseStep, context: FlowContext): Intent {
  const [content, offered] = [step.prompt(context), step.options(context)];
  return offerIntent(work, run, step, context, { content, offered });
}

function offerIntent(
  work: Work,
  run: Run,
  step: Field,
  context: FlowContext,
  { content, offered }: { readonly content: Content; readonly offered: readonly FlowOption[] },
): Intent {
  return {
    ...withCurrentAnswer(content, run, step, context),
    kind: "choose",
    options: offered.map((option) => ({
      id: option.id,
      label: localize(option.label, context.locale),
      action: answerAction(work, run, option.id),
    })),
    buttons: [...(content.buttons ?? []), ...repairButtons(work, run, context, step)],
  };
}

function reviewIntent(
  work: Work,
  run: Run,
  flow: Flow,
  step: ReviewStep,
  context: FlowContext,
): Intent {
  const content = step.prompt(context);
  const fields = answeredFields(flow, run, context);
  const changes = fields.map((field) => ({
    label: fill(engineMessages.change, context.locale, {
      field: localize(labelOf(field, context), context.locale),
    }),
    action: answerAction(work, run, `!change-${field.id}`),
  }));
  return {
    ...content,
    kind: "review",
    rows: [...(content.rows ?? []), ...fields.map((field) => fieldRow(field, run, context))],
    buttons: [
      {
        label: localize(step.confirm, context.locale),
        action: answerAction(work, run, CONFIRM),
        style: "primary",
      },
      ...(content.buttons ?? []),
      ...changes,
      verbButton(work, run, "cancel", engineMessages.cancel, context),
    ],
  };
}

/** A step whose answer can be shown and changed. */
export type Field = AskStep | ChooseStep;

function isField(step: Step): step is Field {
  return step.kind === "ask" || step.kind === "choose";
}

/** What a field is called. */
export function labelOf(field: Field, context: FlowContext): Localized {
  return field.kind === "ask" ? field.label(context) : field.label;
}

/** The steps a person has answered or was spared, in the flow's order. */
export function answeredFields(flow: Flow, run: Run, context: FlowContext): readonly Field[] {
  return flow.steps
    .filter(isField)
    .filter((step) => step.id in run.answers && !(step.kind === "choose" && step.plain))
    .filter(({ guards }) => guards.every((guard) => guard.holds(context)));
}

function fieldRow(field: Field, run: Run, context: FlowContext): Row {
  const label = localize(labelOf(field, context), context.locale);
  return { label, value: shownAnswer(field, run, context) };
}

/** An answer in the person's language; a dash for one that was skipped. */
function shownAnswer(field: Field, run: Run, context: FlowContext): string {
  const value = run.answers[field.id];
  if (value === undefined || value === null) return "—";
  if (field.kind === "ask") return field.show(value, context);
  const option = field.options(context).find((candidate) => candidate.id === value);
  return option ? localize(option.label, context.locale) : String(value);
}

function withCurrentAnswer(content: Content, run: Run, step: Field, context: FlowContext): Content {
  if (!run.revisiting || !(step.id in run.answers)) return content;
  const label = text(engineMessages.currentAnswer, context.locale);
  const row = { label, value: shownAnswer(step, run, context) };
  return { ...content, rows: [...(content.rows ?? []), row] };
}

function repairButtons(work: Work, run: Run, context: FlowContext, step: Field): readonly Button[] {
  const keeps = run.revisiting && step.id in run.answers;
  const skips = !keeps && step.kind === "ask" && step.isOptional(context);
  return [
    ...(keeps ? [verbButton(work, run, "keep", engineMessages.keep, context)] : []),
    ...(skips ? [verbButton(work, run, "skip", engineMessages.skip, context)] : []),
    verbButton(work, run, "cancel", engineMessages.cancel, context),
  ];
}

/** A button that says a repair verb to this run's open question. */
export function verbButton(
  work: Pick<Work, "turn">,
  run: Run,
  verb: string,
  label: Localized,
  context: Pick<FlowContext, "locale">,
): Button {
  return { label: localize(label, context.locale), action: answerAction(work, run, `!${verb}`) };
}

function answerAction(work: Pick<Work, "turn">, run: Run, option: string): Button["action"] {
  return { kind: "answer", lane: work.turn.lane, run: run.id, question: run.question, option };
}
