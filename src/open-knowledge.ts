import type { PolicyAnswer, PolicyServices } from "../flows/policy/services.ts";
import type { Desk } from "./engine/terms.ts";
import { buildDeskGuide } from "./knowledge/answer/desk-guide.ts";
import { type Answer, createAnswerer } from "./knowledge/answer.ts";
import { namedCalculator, parseField, readInputs } from "./knowledge/calculators/dialogue.ts";
import { type KnowledgeBase, loadKnowledge } from "./knowledge/load.ts";
import { topicMemory } from "./knowledge/memory.ts";
import { foldText } from "./knowledge/text/normalize.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";

/** The flows an answer may point at. */
export const ROUTED_FLOWS = ["desk", "calc", "firstaid"] as const;

/** The knowledge base and what the flows ask of it. */
export interface Knowledge {
  readonly base: KnowledgeBase;
  readonly policy: PolicyServices;
  suggestDesk(question: string): Desk;
}

/** Loads the content and prepares the answers. */
export async function openKnowledge(): Promise<Knowledge> {
  const base = await loadKnowledge(KNOWLEDGE_FOLDER);
  const answerer = createAnswerer(base);
  const guide = buildDeskGuide(base.desks);
  return {
    base,
    suggestDesk: (question) => guide.suggest(foldText(question), "general"),
    policy: {
      answer: ({ memory, ...question }) => {
        const topic = topicMemory.safeParse(memory);
        return policyAnswer(
          answerer.answer({
            ...question,
            flows: ROUTED_FLOWS,
            ...(topic.success ? { memory: topic.data } : {}),
          }),
        );
      },
      showClause: (clause, locale) => {
        const shown = answerer.showClause(clause, locale);
        if (!shown) throw new Error(`There is no clause ${clause}`);
        return policyAnswer(shown);
      },
      calculators: {
        named: namedCalculator,
        read: (words, calculator) =>
          readInputs(words, calculator, answerer.calculators.fundingCap()),
        parse: parseField,
        reliefYears: () => answerer.calculators.reliefYears(),
        calculate: (calculator, inputs, locale) =>
          policyAnswer(answerer.calculate(calculator, inputs, locale)),
      },
      firstAid: (answers, locale) => policyAnswer(answerer.firstAid(answers, locale)),
      deskName: (desk) => {
        const found = base.desks.find(({ id }) => id === desk);
        return found?.name ?? { zh: desk, en: desk };
      },
    },
  };
}

function policyAnswer(answer: Answer): PolicyAnswer {
  return { ...answer, memory: answer.memory };
}
