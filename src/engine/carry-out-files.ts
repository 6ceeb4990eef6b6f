import { text } from "../i18n/messages.ts";
import { engineMessages } from "./messages.ts";
import { filesBeside, type Route } from "./route.ts";
import { replyLocale, replyTo, send, type Work } from "./work.ts";

/** Whether words beside a file ask nothing, and something waits for a file: they only say what it is. */
export function isAboutFiles({ definition, loaded }: Work, { plan, filesRun }: Route): boolean {
  if (!filesRun || plan.kind !== "start" || !isWaitedFor(definition, loaded, filesRun.id)) {
    return false;
  }
  return !definition.fallback.takes(loaded.get(plan.started.id) ?? {});
}

/** Whether words beside a file ask nothing and nothing waits for it: it is then like a file alone. */
export function saysNothing(work: Work, way: Route): boolean {
  const { plan, turn } = way;
  if (plan.kind !== "start" || plan.started.flow !== work.definition.fallback.flow) return false;
  if (filesBeside(turn) === undefined || isAboutFiles(work, way)) return false;
  return work.definition.fallback.ignores(work.loaded.get(plan.started.id) ?? {});
}

/** Whether something waits for the files of that run. */
export function isWaitedFor(
  { onFiles }: Work["definition"],
  loaded: Work["loaded"],
  run: number,
): boolean {
  return onFiles?.takes(loaded.get(run) ?? {}) === true;
}

/** Nobody looks at a picture beside a question: that is said, and the words count. */
export function sayWordsOnly(work: Work, { turn }: Route): void {
  const isHeard = !["ignored", "refused"].includes(work.summary.outcome);
  if (filesBeside(turn) === undefined || !isHeard) return;
  const locale = replyLocale(work.state, turn);
  const words = text(engineMessages.wordsOnly, locale);
  send(
    work,
    { kind: "space", at: turn.at, replyTo: replyTo(turn) },
    { kind: "say", text: words },
    locale,
  );
}
