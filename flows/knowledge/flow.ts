import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { restoreFlow, withdrawFlow } from "./in-use.ts";
import { learnFlow } from "./learn.ts";
import { noteFlow } from "./note.ts";
import type { KnowledgeServices } from "./services.ts";
import { unansweredFlow } from "./unanswered.ts";

/** What staff do to the knowledge in their direct chat. */
export function knowledgeFlows(services: KnowledgeServices): readonly Flow[] {
  return [
    noteFlow(services),
    withdrawFlow(services),
    restoreFlow(services),
    unansweredFlow(services),
    learnFlow(services),
  ];
}

const TICKET_LESSON = /^(T-\d{1,9})(?:-([a-z0-9]{2,10}))?$/;
const QUESTION_LESSON = /^q-([a-z0-9]+-[a-z0-9]+(?:-\d{1,2})?)$/;

const words = (args: string) => ({ words: args === "" ? null : args });

/** 便条 /note, 下架 /unpublish, 恢复上架 /republish, 待答 /unanswered; for staff, whoever types them. */
export const knowledgeCommands: readonly CommandDefinition[] = [
  { name: "note", words: ["便条", "note"], flow: "knowledge.note", input: () => null },
  { name: "unpublish", words: ["下架", "unpublish"], flow: "knowledge.withdraw", input: words },
  { name: "republish", words: ["恢复上架", "republish"], flow: "knowledge.restore", input: words },
  {
    name: "unanswered",
    words: ["待答", "unanswered"],
    flow: "knowledge.unanswered",
    input: () => null,
  },
  { name: "learn", words: [], flow: "knowledge.learn", input: lessonInput },
];

function lessonInput(args: string) {
  const [, code, how] = TICKET_LESSON.exec(args) ?? [];
  if (code) return { kind: "ticket", name: code, how: how ?? null };
  const reference = QUESTION_LESSON.exec(args)?.[1];
  return reference ? { kind: "question", name: reference, how: null } : undefined;
}
