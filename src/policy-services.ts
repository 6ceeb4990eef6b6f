import type { PolicyAnswer, PolicyServices } from "../flows/policy/services.ts";
import { rateAnswer } from "./domain/answer-rating.ts";
import { pastedNumber, requestedNumber } from "./domain/cases/case-number.ts";
import type { Answer } from "./knowledge/answer.ts";
import { namedCalculator, parseField, readInputs } from "./knowledge/calculators/dialogue.ts";
import { topicMemory } from "./knowledge/memory.ts";
import { clauseKey, type LiveKnowledge } from "./knowledge/overlay/live.ts";
import { ROUTED_FLOWS } from "./open-knowledge.ts";
import { withoutContacts } from "./store/sealing/mask.ts";
import type { Store } from "./store/store.ts";

/** What answering needs of the store, and who counts. */
export interface PolicyParts {
  readonly live: LiveKnowledge;
  readonly answeredBefore: Store["questions"]["answeredBefore"];
  readonly onRated: (verdict: "up" | "down") => void;
}

/** Kinds that stand whatever else is in the message; else a case number in it leads to the private way. */
const ANSWERED: ReadonlySet<string> = new Set(["answer", "not_stated", "declined"]);

/** What the policy flows ask of the service. */
export function policyServices({ live, answeredBefore, onRated }: PolicyParts): PolicyServices {
  return {
    answer: ({ memory, ...question }) => {
      const topic = topicMemory.safeParse(memory);
      const { answerer } = live.current();
      const pasted = pastedNumber(question.text);
      const toStatus = () => {
        const text = question.locale === "en" ? "/status" : "进度";
        const routed = answerer.answer({ ...question, text, flows: ROUTED_FLOWS });
        return { ...policyAnswer(routed), pasted };
      };
      // The words around the number are no question of their own.
      if (requestedNumber(question.text) !== undefined) return toStatus();
      const answer = answerer.answer({
        ...question,
        text: withoutContacts(question.text),
        flows: ROUTED_FLOWS,
        ...(topic.success ? { memory: topic.data } : {}),
      });
      const isAnswered = ANSWERED.has(answer.kind) || pasted === undefined;
      return isAnswered ? { ...policyAnswer(answer), pasted } : toStatus();
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
    calculators: {
      named: namedCalculator,
      read: (words, calculator) =>
        readInputs(
          withoutContacts(words),
          calculator,
          live.current().answerer.calculators.fundingCap(),
        ),
      parse: (field, words) => parseField(field, withoutContacts(words)),
      reliefYears: () => live.current().answerer.calculators.reliefYears(),
      calculate: (calculator, inputs, locale) =>
        policyAnswer(live.current().answerer.calculate(calculator, inputs, locale)),
    },
    firstAid: (answers, locale) => policyAnswer(live.current().answerer.firstAid(answers, locale)),
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

function policyAnswer(answer: Answer): PolicyAnswer {
  const options = answer.options?.map((option) => ({ ...option, key: clauseKey(option.clause) }));
  return { ...answer, memory: answer.memory, options };
}
