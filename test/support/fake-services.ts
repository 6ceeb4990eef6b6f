import { accountCommands, accountFlows, greeting } from "../../flows/account/flow.ts";
import type { AccountServices } from "../../flows/account/services.ts";
import { announceCommands, announceFlows } from "../../flows/announce/flow.ts";
import type { AnnounceServices } from "../../flows/announce/services.ts";
import { deskCommands, deskFlows } from "../../flows/desk/flow.ts";
import type { DeskServices, TicketRequest } from "../../flows/desk/services.ts";
import { eventCommands, eventFlows } from "../../flows/events/flow.ts";
import type { EventServices } from "../../flows/events/services.ts";
import { knowledgeCommands, knowledgeFlows } from "../../flows/knowledge/flow.ts";
import type { KnowledgeServices } from "../../flows/knowledge/services.ts";
import { policyCommands, policyFallback, policyFlows } from "../../flows/policy/flow.ts";
import type { PolicyAnswer, PolicyServices } from "../../flows/policy/services.ts";
import { statusCommands, statusFlows } from "../../flows/status/flow.ts";
import { handInFiles } from "../../flows/status/hand-in.ts";
import type { StatusServices } from "../../flows/status/services.ts";
import { requestedNumber } from "../../src/domain/cases/case-number.ts";
import type { EngineDefinition } from "../../src/engine/definition.ts";
import type { Outcome } from "../../src/engine/terms.ts";
import { fakeAnnounce } from "./fake-announce.ts";
import { fakeEvents } from "./fake-events.ts";
import { fakeKnowledge } from "./fake-knowledge.ts";
import { fakeStatus } from "./fake-status.ts";

/** What the desk flows did to the world. */
export interface Ledger {
  readonly opened: TicketRequest[];
  readonly replies: string[];
  readonly ratings: string[];
}

export function createLedger(): Ledger {
  return { opened: [], replies: [], ratings: [] };
}

const RECIPIENTS = {
  staff: [{ person: "staff000000000", locale: "zh-CN" as const }],
  staffSpace: null,
};

/** Desk services on a ledger instead of a database. */
export function deskServices(ledger: Ledger, changes: Partial<DeskServices> = {}): DeskServices {
  return {
    desks: () => [
      describeDesk("tax", "税务", "tax"),
      describeDesk("justice", "司法", "justice"),
      describeDesk("general", "综合", "general"),
    ],
    similarClauses: () => [{ key: "c000000001", title: { zh: "租房补贴", en: "Rent subsidy" } }],
    suggestDesk: (question) => (question.includes("税") ? "tax" : "general"),
    sourceQuestion: async () => undefined,
    ticket: async (code) => ({
      code,
      desk: "tax",
      state: "taken",
      question: "发票怎么开",
      askerName: "小满",
      contact: undefined,
      public: true,
      thread: [],
    }),
    keptDays: 180,
    hasConsent: () => false,
    openTicket: async (_transaction, request) => {
      ledger.opened.push(request);
      return { kind: "opened", code: "T-1001", desk: request.desk, recipients: RECIPIENTS };
    },
    takeTicket: async () => ({ kind: "taken" }),
    answerTicket: async (_transaction, _code, _staff, text) => {
      ledger.replies.push(text);
      const asker = { asker: "asker000000000", askerLocale: "zh-CN" as const };
      return { kind: "answered", ...asker, at: null, messageId: null };
    },
    reassignTicket: async () => ({ kind: "reassigned", recipients: RECIPIENTS }),
    followUpTicket: async () => ({ kind: "reopened", desk: "tax", recipients: RECIPIENTS }),
    rateTicket: async (_transaction, _code, _asker, rating, reason) => {
      ledger.ratings.push(`${rating}:${reason ?? ""}`);
      return { kind: "rated" };
    },
    ...changes,
  };
}

function describeDesk(id: "tax" | "justice" | "general", zh: string, en: string) {
  return {
    id,
    name: { zh: `${zh}窗口`, en: `${en} desk` },
    short: { zh, en },
    handles: { zh, en },
  };
}

/** Answers questions that end in a question mark, asks back at “哪个”, and knows nothing else. */
export const fakePolicy: PolicyServices = {
  answer: ({ text, locale }) => policyAnswer(outcomeOf(text), locale),
  answeredBefore: async () => undefined,
  rate: async () => ({ kind: "rated", locale: "zh-CN" }),
  showClause: (_clause, locale) => policyAnswer("answer", locale),
  deskName: () => ({ zh: "税务窗口", en: "tax desk" }),
  calculators: {
    named: () => undefined,
    read: () => ({}),
    parse: (_field, words) =>
      /^\d+$/.test(words)
        ? { ok: true, value: Number(words) }
        : { ok: false, reason: { zh: "请写数字", en: "Please write a number" } },
    reliefYears: () => 3,
    calculate: (_calculator, _inputs, locale) => policyAnswer("answer", locale),
  },
  firstAid: (_answers, locale) => policyAnswer("answer", locale),
};

function outcomeOf(text: string): Outcome {
  if (text.includes("哪个")) return "ask_back";
  if (text.includes("电话多少")) return "not_stated";
  return /[?？]$/.test(text) ? "answer" : "unknown";
}

function policyAnswer(kind: Outcome, locale: "zh-CN" | "en"): PolicyAnswer {
  return {
    kind,
    locale,
    text: "answer text",
    title: "title",
    paragraphs: ["paragraph"],
    source: "source",
    facts: ["fact"],
    clauses: ["clause"],
    ...(kind === "answer" || kind === "not_stated" ? { detail: kind } : {}),
    confidence: 1,
    desk: "tax",
    options: [
      { clause: "one", key: "k1", title: "第一条" },
      { clause: "two", key: "k2", title: "另一条" },
    ],
  };
}

/** Account services that hold nothing about anybody, but for what a test says. */
export function fakeAccount(changes: Partial<AccountServices> = {}): AccountServices {
  return {
    setLocale: async () => ({ kind: "set" }),
    mine: async () => [],
    quietHours: async () => ({ from: 1320, until: 480, zone: "Asia/Shanghai" }),
    setQuietHours: async () => ({ kind: "set", zone: "Asia/Shanghai" }),
    holdings: async () => [],
    consents: async () => [],
    exported: async () => [],
    revoke: async () => ({ kind: "revoked" }),
    forget: async () => ({ kind: "asked" }),
    startLink: async () => ({ kind: "made", code: "7K4M-29QX" }),
    claimLink: async () => ({ kind: "claimed", link: "l1", account: "Telegram 林**" }),
    confirmClaim: async () => ({
      kind: "confirmed",
      maker: "wu000000000000",
      locale: "zh-CN",
      account: "Slack 吴**",
    }),
    linkToAccept: async () => "Slack 吴**",
    agreeToLink: async () => ({ kind: "agreed" }),
    ...changes,
  };
}

/** Services a test may choose besides; the usual ones where it does not. */
interface OtherServices {
  readonly announce?: AnnounceServices;
  readonly status?: StatusServices;
  readonly account?: AccountServices;
  readonly events?: EventServices;
}

/** The bot as it ships, on services of the test's choosing. */
export function definition(
  desk: DeskServices,
  policy: PolicyServices = fakePolicy,
  knowledge: KnowledgeServices = fakeKnowledge(),
  others: OtherServices = {},
): EngineDefinition {
  const { announce = fakeAnnounce(), status = fakeStatus() } = others;
  const { account = fakeAccount(), events = fakeEvents() } = others;
  return {
    flows: [
      ...deskFlows(desk),
      ...policyFlows(policy),
      ...knowledgeFlows(knowledge),
      ...eventFlows(events),
      ...announceFlows(announce),
      ...statusFlows(status),
      ...accountFlows(account),
    ],
    commands: [
      ...deskCommands,
      ...policyCommands,
      ...eventCommands,
      ...knowledgeCommands,
      ...announceCommands(announce),
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
