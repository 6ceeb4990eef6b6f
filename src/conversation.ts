import { accountCommands, accountFlows, greeting } from "../flows/account/flow.ts";
import { deskCommands, deskFlows } from "../flows/desk/flow.ts";
import type { DeskServices } from "../flows/desk/services.ts";
import { eventCommands, eventFlows } from "../flows/events/flow.ts";
import type { EventServices } from "../flows/events/services.ts";
import { knowledgeCommands, knowledgeFlows } from "../flows/knowledge/flow.ts";
import type { KnowledgeServices } from "../flows/knowledge/services.ts";
import { policyCommands, policyFallback, policyFlows } from "../flows/policy/flow.ts";
import type { PolicyServices } from "../flows/policy/services.ts";
import {
  answerTicket,
  followUpTicket,
  openTicket,
  rateTicket,
  reassignTicket,
  takeTicket,
} from "./domain/desk-work.ts";
import { viewTicket } from "./domain/ticket-view.ts";
import type { EngineDefinition } from "./engine/definition.ts";
import type { Transaction } from "./engine/terms.ts";
import { hasConsent, setPersonLocale } from "./store/people.ts";
import { findQuestion } from "./store/questions.ts";

/** What the conversation is made of. */
export interface ConversationParts {
  readonly desk: Pick<DeskServices, "desks" | "suggestDesk" | "similarClauses">;
  readonly policy: PolicyServices;
  readonly knowledge: KnowledgeServices;
  readonly events: EventServices;
  /** Runs a read in a transaction of its own. */
  readonly read: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
}

/** Every flow the bot has, with the services behind them. */
export function conversation(parts: ConversationParts): EngineDefinition {
  return {
    flows: [
      ...deskFlows(deskServices(parts)),
      ...policyFlows(parts.policy),
      ...knowledgeFlows(parts.knowledge),
      ...eventFlows(parts.events),
      ...accountFlows({
        setLocale: async (transaction, person, locale) => {
          await setPersonLocale(transaction, person, locale);
          return { kind: "set" };
        },
      }),
    ],
    commands: [
      ...deskCommands,
      ...policyCommands,
      ...eventCommands,
      ...knowledgeCommands,
      ...accountCommands,
    ],
    fallback: policyFallback,
    helpCommand: "help",
    humanCommand: "desk",
    greeting,
  };
}

function deskServices({ desk, read }: ConversationParts): DeskServices {
  return {
    ...desk,
    sourceQuestion: (reference, person) =>
      read((transaction) => sourceQuestion(transaction, reference, person)),
    ticket: (code, person) => read((transaction) => viewTicket(transaction, code, person)),
    hasConsent: (person, purpose, textVersion) =>
      read((transaction) => hasConsent(transaction, person, purpose, textVersion)),
    openTicket,
    takeTicket,
    answerTicket,
    reassignTicket,
    followUpTicket,
    rateTicket,
  };
}

/** A question may be taken up by whoever could read it: its asker, and anybody when it was asked in public. */
async function sourceQuestion(transaction: Transaction, reference: string, person: string) {
  const asked = await findQuestion(transaction, reference);
  if (!asked || asked.words.kind === "erased") return undefined;
  if (!asked.public && asked.asker !== person) return undefined;
  const { words, desk, at, messageId } = asked;
  return { text: words.value, desk, public: asked.public, at, messageId };
}
