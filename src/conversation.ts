import { accountCommands, accountFlows, greeting } from "../flows/account/flow.ts";
import type { AccountServices } from "../flows/account/services.ts";
import { announceCommands, announceFlows } from "../flows/announce/flow.ts";
import type { AnnounceServices } from "../flows/announce/services.ts";
import { deskCommands, deskFlows } from "../flows/desk/flow.ts";
import type { DeskServices } from "../flows/desk/services.ts";
import { eventCommands, eventFlows } from "../flows/events/flow.ts";
import type { EventServices } from "../flows/events/services.ts";
import { knowledgeCommands, knowledgeFlows } from "../flows/knowledge/flow.ts";
import type { KnowledgeServices } from "../flows/knowledge/services.ts";
import { policyCommands, policyFallback, policyFlows } from "../flows/policy/flow.ts";
import type { PolicyServices } from "../flows/policy/services.ts";
import { statusCommands, statusFlows } from "../flows/status/flow.ts";
import { handInFiles } from "../flows/status/hand-in.ts";
import type { StatusServices } from "../flows/status/services.ts";
import {
  parseCaseNumber,
  requestedNumber,
  typedPhoneTail,
  volunteeredNumber,
} from "./domain/cases/case-number.ts";
import { confirmApplicant, lookUpAwaited } from "./domain/cases/clerk-work.ts";
import { takeBackFile, takeInFile, wantedItems } from "./domain/cases/file-work.ts";
import { handBack, ownFiles } from "./domain/cases/own-files.ts";
import type { ProgrammeBook } from "./domain/cases/programme.ts";
import {
  bindCase,
  makeDeskCode,
  myCases,
  prepareProof,
  setMuted,
  setReminder,
} from "./domain/cases/status-work.ts";
import { consentStands, keptDays } from "./domain/consent-terms.ts";
import {
  askToForget,
  consentsOf,
  exportForChat,
  holdingsOf,
  revokeConsent,
} from "./domain/data-rights.ts";
import {
  answerTicket,
  followUpTicket,
  openTicket,
  rateTicket,
  reassignTicket,
  takeTicket,
} from "./domain/desk-work.ts";
import { agreeToLink, claimLink, confirmClaim, linkToAccept, startLink } from "./domain/linking.ts";
import { mineOf } from "./domain/mine.ts";
import { viewTicket } from "./domain/ticket-view.ts";
import type { EffectResult } from "./engine/command.ts";
import type { EngineDefinition } from "./engine/definition.ts";
import type { Transaction } from "./engine/terms.ts";
import { hasGiven } from "./engine/turn.ts";
import { setPersonLocale } from "./store/people.ts";
import { findQuestion } from "./store/questions.ts";
import { quietMinutesOf, setQuietMinutes } from "./store/quiet-minutes.ts";
import type { Retention } from "./store/retention.ts";

/** What the conversation is made of. */
export interface ConversationParts {
  readonly desk: Pick<DeskServices, "desks" | "suggestDesk" | "similarClauses">;
  readonly policy: PolicyServices;
  readonly knowledge: KnowledgeServices;
  /** How long each kind of row is kept, as people are told. */
  readonly retention: Retention;
  /** IANA zone of quiet hours and of the times people are told. */
  readonly zone: string;
  readonly announce: AnnounceServices;
  /** Somebody who is not staff tried what only staff may do. */
  readonly onRefused: () => void;
  readonly programmes: ProgrammeBook;
  /** Whether one-time codes can be sent to phones. */
  readonly sendsCodes?: boolean | undefined;
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
      ...announceFlows(parts.announce),
      ...statusFlows(statusServices(parts)),
      ...accountFlows(accountServices(parts)),
    ],
    commands: [
      ...deskCommands,
      ...policyCommands,
      ...eventCommands,
      ...knowledgeCommands,
      ...announceCommands(parts.announce),
      ...statusCommands({ requestedNumber }),
      ...accountCommands,
    ],
    fallback: policyFallback,
    onFiles: handInFiles,
    helpCommand: "help",
    humanCommand: "desk",
    greeting,
  };
}

function accountServices({
  read,
  retention,
  programmes,
  zone,
}: ConversationParts): AccountServices {
  return {
    setLocale: async (transaction, person, locale) => {
      await setPersonLocale(transaction, person, locale);
      return { kind: "set" };
    },
    mine: (person) => read((transaction) => mineOf(transaction, person, programmes)),
    quietHours: (person) => read((transaction) => quietMinutesOf(transaction, person)),
    setQuietHours: async (transaction, person, hours) => {
      await setQuietMinutes(transaction, person, { ...hours, zone });
      return { kind: "set", zone };
    },
    holdings: (person) => read((transaction) => holdingsOf(transaction, person, retention)),
    consents: (person) => read((transaction) => consentsOf(transaction, person)),
    exported: (person) => read((transaction) => exportForChat(transaction, person)),
    revoke: revokeConsent,
    forget: askToForget,
    startLink,
    claimLink,
    confirmClaim,
    linkToAccept: (link, person) => read((transaction) => linkToAccept(transaction, link, person)),
    agreeToLink,
  };
}

function deskServices({ desk, read, onRefused, retention }: ConversationParts): DeskServices {
  const counted = <Result extends EffectResult>(result: Result): Result => {
    if (result.kind === "not_staff") onRefused();
    return result;
  };
  return {
    ...desk,
    sourceQuestion: (reference, person) =>
      read((transaction) => sourceQuestion(transaction, reference, person)),
    ticket: (code, person) => read((transaction) => viewTicket(transaction, code, person)),
    keptDays: keptDays("ticket", retention),
    hasConsent: (actor, purpose, textVersion) =>
      consentStands(actor, { purpose, textVersion }, retention),
    openTicket,
    takeTicket: async (...wish) => counted(await takeTicket(...wish)),
    answerTicket,
    reassignTicket: async (...wish) => counted(await reassignTicket(...wish)),
    followUpTicket,
    rateTicket,
  };
}

function statusServices({
  programmes,
  read,
  zone,
  sendsCodes = false,
}: ConversationParts): StatusServices {
  return {
    zone,
    caseNumber: parseCaseNumber,
    volunteeredNumber,
    requestedNumber,
    phoneTail: typedPhoneTail,
    myCases: (person) => read((transaction) => myCases(transaction, person, programmes)),
    hasConsent: hasGiven,
    prepareProof: (transaction, claim) => prepareProof(transaction, claim, sendsCodes),
    bindCase: (transaction, attempt) => bindCase(transaction, attempt, programmes),
    setMuted,
    setReminder,
    wantedItems: (person) => read((transaction) => wantedItems(transaction, person, programmes)),
    takeInFile: (transaction, offer) => takeInFile(transaction, offer, programmes),
    takeBackFile,
    ownFiles: (person) => read((transaction) => ownFiles(transaction, person, programmes)),
    handBack,
    makeDeskCode,
    lookUpAwaited: (transaction, staff, shown) =>
      lookUpAwaited(transaction, staff, shown, programmes),
    confirmApplicant,
  };
}

/** A question may be taken up by whoever could read it: its asker, and anybody when it was asked in public. */
async function sourceQuestion(transaction: Transaction, reference: string, person: string) {
  const asked = await findQuestion(transaction, reference);
  if (!asked || asked.words.kind === "erased") return undefined;
  if (!asked.public && asked.asker !== person) return undefined;
  const { words, desk, at, messageId } = asked;
  // What somebody wrote of themselves into a group is not carried on by another one.
  const text = asked.asker === person ? words.value : asked.masked;
  return { text, desk, public: asked.public, at, messageId };
}
