import { z } from "zod";
import type { Locale } from "../i18n/locale.ts";
import type { Answer, Answerer } from "./answer.ts";
import type { TopicMemory } from "./memory.ts";

/** Whatever names a line of questions; printed as it was given. */
const id = z.union([z.string(), z.number()]);
type LineId = z.infer<typeof id>;

/** One line of questions: a single one, or the turns of a dialogue. Other keys are left alone. */
export const questionLine = z.union([
  z.looseObject({ id, q: z.string() }),
  z.looseObject({ id, turns: z.array(z.looseObject({ q: z.string() })).min(1) }),
]);

export type QuestionLine = z.infer<typeof questionLine>;

/** What is printed of one answer. */
export interface AnswerLine {
  readonly kind: Answer["kind"];
  readonly facts: readonly string[];
  readonly clauses: readonly string[];
  readonly text: string;
  readonly flow?: string;
}

/** What is printed for one line of questions. */
export type PrintedLine =
  | ({ readonly id: LineId } & AnswerLine)
  | { readonly id: LineId; readonly turns: readonly AnswerLine[] };

/** How the questions are asked. */
export interface AskSettings {
  readonly locale: Locale;
  readonly inGroup: boolean;
  readonly flows?: readonly string[];
}

/** Answers one line of questions; the turns of a dialogue remember each other. */
export function askLine(
  answerer: Answerer,
  line: QuestionLine,
  settings: AskSettings,
): PrintedLine {
  if (!("turns" in line) || !Array.isArray(line.turns)) {
    const asked = "q" in line && typeof line.q === "string" ? line.q : "";
    return { id: line.id, ...printed(answerer.answer({ ...settings, text: asked })) };
  }
  let memory: TopicMemory | undefined;
  const turns = line.turns.map(({ q }) => {
    const request = { ...settings, text: q };
    const answer = answerer.answer(memory === undefined ? request : { ...request, memory });
    memory = answer.memory;
    return printed(answer);
  });
  return { id: line.id, turns };
}

function printed({ kind, facts, clauses, text, flow }: Answer): AnswerLine {
  return { kind, facts, clauses, text, ...(flow === undefined ? {} : { flow }) };
}
