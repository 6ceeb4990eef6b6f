import type { PolicyAnswer, PolicyServices } from "../flows/policy/services.ts";
import { rateAnswer } from "./domain/answer-rating.ts";
import type { Desk } from "./engine/terms.ts";
import type { Answer } from "./knowledge/answer.ts";
import { KnowledgeProblems } from "./knowledge/content/problems.ts";
import { type KnowledgeFiles, readKnowledge } from "./knowledge/load.ts";
import { topicMemory } from "./knowledge/memory.ts";
import { clauseKey, type LiveKnowledge, openLiveKnowledge } from "./knowledge/overlay/live.ts";
import { foldText } from "./knowledge/text/normalize.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";
import type { Store } from "./store/store.ts";

/** The flows an answer may point at. */
export const ROUTED_FLOWS = ["desk"] as const;

/** The knowledge files, and the clauses as staff left them. */
export interface Knowledge {
  readonly folder: string;
  readonly files: KnowledgeFiles;
  readonly live: LiveKnowledge;
}

/** Loads the content and prepares the answers; throws `KnowledgeProblems` with all that is wrong. */
export async function openKnowledge(folder = KNOWLEDGE_FOLDER): Promise<Knowledge> {
  const { files, problems } = await readKnowledge(folder);
  if (problems.length > 0) throw new KnowledgeProblems(problems);
  return { folder, files, live: openLiveKnowledge(files.base) };
}

/** What the store tells of edits. */
export function editFeed(store: Pick<Store, "knowledge" | "onKnowledgeEdited">) {
  const { edits, mark } = store.knowledge;
  return { edits, mark, onEdited: store.onKnowledgeEdited };
}

/** What answering needs of the store, and who counts. */
export interface PolicyParts {
  readonly live: LiveKnowledge;
  readonly answeredBefore: Store["questions"]["answeredBefore"];
  readonly onRated: (verdict: "up" | "down") => void;
}

/** What the policy flows ask of the service. */
export function policyServices({ live, answeredBefore, onRated }: PolicyParts): PolicyServices {
  return {
    answer: ({ memory, ...question }) => {
      const topic = topicMemory.safeParse(memory);
      return policyAnswer(
        live.current().answerer.answer({
          ...question,
          flows: ROUTED_FLOWS,
          ...(topic.success ? { memory: topic.data } : {}),
        }),
      );
    },
    answeredBefore: async ({ clauses, detail, locale }, { at, person }) => {
      if (detail === undefined) return undefined;
      const changedAt = live.current().changedAt(clauses);
      return answeredBefore({ at, asker: person, locale, clauses, detail, changedAt });
    },
    showClause: (clause, locale) => {
      const shown = live.current().answerer.showClause(clause, locale);
      return shown && policyAnswer(shown);
    },
    deskName: (desk) => {
      const found = live.current().base.desks.find(({ id }) => id === desk);
      return found?.name ?? { zh: desk, en: desk };
    },
    rate: async (transaction, { reason, words, ...rating }) => {
      const rated = await rateAnswer(transaction, {
        ...rating,
        reason: reason ?? undefined,
        words: words ?? undefined,
      });
      if (rated.kind === "rated") onRated(rating.verdict);
      return rated;
    },
  };
}

/** The desk that probably handles a question. */
export function suggestDesk(live: LiveKnowledge, question: string): Desk {
  return live.current().guide.suggest(foldText(question), "general");
}

function policyAnswer(answer: Answer): PolicyAnswer {
  const options = answer.options?.map((option) => ({ ...option, key: clauseKey(option.clause) }));
  return { ...answer, memory: answer.memory, options };
}
