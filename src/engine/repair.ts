import { localize } from "../i18n/locale.ts";
import { fill, text } from "../i18n/messages.ts";
import { advance, finish } from "./advance.ts";
import { type Flow, type FlowContext, type Step, stepOf } from "./flow.ts";
import { engineMessages } from "./messages.ts";
import { answeredFields, askQuestion, type Field, labelOf, openStep } from "./question.ts";
import { parseAnswer, retry, storeAnswer, takeText, takeValue } from "./respond.ts";
import type { Run } from "./state.ts";
import { unreachable } from "./terms.ts";
import { matchField, type Verb } from "./verbs.ts";
import { conclude, contextOf, placeOf, runLocale, saveRun, send, type Work } from "./work.ts";

/** What `applyVerb` leaves to the caller: these two open another flow. */
export type Leftover = "help" | "human" | undefined;

/** Applies a repair verb to an open run. Only "cancel" gives up answers; everything else keeps each one. */
export function applyVerb(work: Work, run: Run, verb: Verb): Leftover {
  conclude(work, "repaired", run);
  switch (verb.kind) {
    case "cancel":
      cancel(work, run);
      return undefined;
    case "back":
      back(work, run);
      return undefined;
    case "skip":
      skip(work, run);
      return undefined;
    case "keep":
      keep(work, run);
      return undefined;
    case "repeat":
      askQuestion(work, run);
      return undefined;
    case "continue":
      askQuestion(work, withoutAside(run));
      return undefined;
    case "later":
      putAside(work, run);
      return undefined;
    case "change":
      change(work, run, verb);
      return undefined;
    case "help":
    case "human":
      return verb.kind;
    default:
      return unreachable(verb, "verb");
  }
}

function withoutAside(run: Run): Run {
  const { aside: _aside, ...rest } = run;
  return { ...rest, reminded: false };
}

function say(work: Work, run: Run, words: string): void {
  send(work, placeOf(work, run), { kind: "say", text: words }, runLocale(work.state, run));
}

function cancel(work: Work, run: Run): void {
  say(work, run, text(engineMessages.cancelled, runLocale(work.state, run)));
  finish(work, run, "ended");
}

function putAside(work: Work, run: Run): void {
  saveRun(work, { ...run, aside: "later", reminded: false });
  say(work, run, text(engineMessages.putAside, runLocale(work.state, run)));
  const open = openStep(work, run);
  if (open)
    work.commands.push({ kind: "timer", run: run.id, name: "idle", afterMs: open.flow.idleMs });
}

/** Opens the answered step before the open one again; its answer counts until it is replaced. */
function back(work: Work, run: Run): void {
  const open = openStep(work, run);
  if (!open) return;
  const here = open.flow.steps.findIndex((step) => step.id === run.step);
  const context = contextOf(work, run);
  const before = open.flow.steps
    .slice(0, here)
    .findLast(
      (step) =>
        (step.kind === "ask" || (step.kind === "choose" && !step.plain)) &&
        step.id in run.answers &&
        step.guards.every((guard) => guard.holds(context)),
    );
  if (!before) {
    return askQuestion(work, run, text(engineMessages.noWayBack, context.locale));
  }
  revisit(work, run, before.id);
}

function revisit(work: Work, run: Run, step: string): void {
  const revisiting = step in run.answers;
  askQuestion(work, { ...run, step, tries: 0, revisiting, firstAsked: undefined });
}

function skip(work: Work, run: Run): void {
  const open = openStep(work, run);
  if (!open) return;
  if (run.revisiting && run.step in run.answers) return keep(work, run);
  if (open.step.kind === "ask" && open.step.isOptional(contextOf(work, run))) {
    return takeValue(work, run, open.flow, open.step, null, undefined);
  }
  askQuestion(work, run, text(engineMessages.cannotSkip, runLocale(work.state, run)));
}

function keep(work: Work, run: Run): void {
  if (!(run.revisiting && run.step in run.answers)) return askQuestion(work, run);
  advance(work, { ...run, revisiting: false });
}

/** "change phone", "改电话 138…": opens one answer again, or replaces it at once when the new value stands behind it. */
function change(work: Work, run: Run, { rest, said }: Extract<Verb, { kind: "change" }>): void {
  const open = openStep(work, run);
  if (!open) return;
  const context = contextOf(work, run);
  const fields = answeredFields(open.flow, run, context);
  const byId = fields.find((field) => field.id === rest);
  const found = byId
    ? { step: byId.id, value: "" }
    : matchField(
        rest,
        fields.map((field) => ({
          step: field.id,
          names: namesOf(field, context),
        })),
      );
  if (!found && !run.revisiting && said !== undefined && mayBeAnswer(open.step)) {
    if (takeText(work, run, said) === "taken") return;
  }
  if (!found) {
    const names = fields.map((field) => localize(labelOf(field, context), context.locale));
    const list = names.join(context.locale === "en" ? ", " : "、");
    return names.length === 0
      ? retry(work, run, rest)
      : askQuestion(work, run, fill(engineMessages.unknownField, context.locale, { fields: list }));
  }
  replaceOrRevisit(work, run, open.flow, found);
}

/** Words of one's own may begin like that, and so may an option. */
function mayBeAnswer(step: Step): boolean {
  return step.kind === "choose" || (step.kind === "ask" && step.prose);
}

function namesOf(field: Field, context: FlowContext): readonly string[] {
  const { zh, en } = labelOf(field, context);
  return [zh, en, ...field.names];
}

function replaceOrRevisit(
  work: Work,
  run: Run,
  flow: Flow,
  found: { readonly step: string; readonly value: string },
): void {
  const step = stepOf(flow, found.step);
  if (!step || (step.kind !== "ask" && step.kind !== "choose")) return;
  const parsed =
    found.value === "" ? undefined : parseAnswer(step, found.value, contextOf(work, run));
  if (parsed?.ok) {
    return advance(work, { ...storeAnswer(flow, run, step.id, parsed.value), step: step.id });
  }
  revisit(work, run, step.id);
}
