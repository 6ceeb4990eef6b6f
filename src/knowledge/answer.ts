import { type Locale, localize } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import type { Answer } from "./answer/answer.ts";
import { sourceLine } from "./answer/cite.ts";
import {
  type ComposeParts,
  composeFindings,
  composeWithDesk,
  plainAnswer,
} from "./answer/compose.ts";
import { buildDeskGuide } from "./answer/desk-guide.ts";
import { nextMemory } from "./answer/next-memory.ts";
import { clauseParagraphs } from "./answer/paragraphs.ts";
import type { Clause } from "./content/clause.ts";
import type { RefusalKey } from "./content/outside.ts";
import { buildJudge } from "./decide/decide.ts";
import type { Judgement } from "./decide/judgement.ts";
import { readMessage } from "./decide/message.ts";
import { unsupportedFigures } from "./figures/guard.ts";
import type { KnowledgeBase } from "./load.ts";
import type { TopicMemory } from "./memory.ts";
import { knowledgeMessages as messages } from "./messages.ts";
import { buildClauseIndex, type ClauseIndex } from "./search/clause-index.ts";
import { foldText } from "./text/normalize.ts";

export type { Answer } from "./answer/answer.ts";

/** A message to be answered. */
export interface AnswerRequest {
  readonly text: string;
  /** The person's language, for when the message has none of its own. */
  readonly locale: Locale;
  /** Said in a group, where only what is meant for the bot is answered; naming the bot counts as meant. */
  readonly inGroup: boolean;
  /** The topic the last answer left. */
  readonly memory?: TopicMemory;
  /** Flows a message can be handed to: `desk`, later `events`, `status`. */
  readonly flows?: readonly string[];
}

/** An answer that was held back because of figures nothing supports. */
export interface HeldBack {
  readonly clauses: readonly string[];
  readonly figures: readonly string[];
}

/** How an answerer is set up. */
export interface AnswererOptions {
  /** Told of every answer held back; gets no words of the asker. */
  readonly onHeldBack?: (heldBack: HeldBack) => void;
  /** The figures guard; only tests replace it. */
  readonly guard?: typeof unsupportedFigures;
}

/** Answers messages from one knowledge base. Pure: the same request gives the same answer. */
export interface Answerer {
  /** Never throws, whatever the text holds. */
  answer(request: AnswerRequest): Answer;
  /** One clause in full, for the choices of an `ask_back`; undefined for an unknown id. */
  showClause(id: string, locale: Locale): Answer | undefined;
  /** The clauses as they are searched, for whoever looks for similar questions. */
  readonly index: ClauseIndex;
}

const REFUSALS = {
  injection: messages.refusedInjection,
  "others-data": messages.refusedOthers,
  "staff-only": messages.refusedStaff,
  forgery: messages.refusedForgery,
  insult: messages.calm,
} as const satisfies Record<RefusalKey, unknown>;

/** Prepares a base for answering (index, patterns): about a quarter of a second for 125 clauses. */
export function createAnswerer(base: KnowledgeBase, options: AnswererOptions = {}): Answerer {
  const index = buildClauseIndex(base);
  const judge = buildJudge(base, index);
  const desks = buildDeskGuide(base.desks);
  const clauseById = new Map(base.clauses.map((clause) => [clause.id, clause]));
  const guard = options.guard ?? unsupportedFigures;
  const names = base.names.flatMap(({ zh, en, aliases }) => [zh, en, ...aliases].map(foldText));

  function answer(request: AnswerRequest): Answer {
    const message = readMessage(request.text, request.locale);
    const flows = request.flows ?? [];
    const { inGroup, memory } = request;
    const parts: ComposeParts = { message, desks, flows };
    const judgement = judge(message, { inGroup, flows, memory });
    const composed = compose(judgement, parts, inGroup && !message.mentionsBot);
    const safe = holdBackFigures(composed, parts);
    const remembered = nextMemory(safe, memory, clauseById);
    return remembered === undefined ? safe : { ...safe, memory: remembered };
  }

  function holdBackFigures(composed: Answer, parts: ComposeParts): Answer {
    const cited = [...composed.clauses, ...(composed.options ?? []).map(({ clause }) => clause)];
    const clauses = cited.flatMap((id) => clauseById.get(id) ?? []);
    const figures = guard(composed.text, clauses, parts.message.text, names);
    if (figures.length === 0) return composed;
    options.onHeldBack?.({
      clauses: composed.clauses,
      figures: figures.map((figure) => figure.text),
    });
    const said = text(messages.refusedFigures, parts.message.locale);
    return { ...composeWithDesk(said, parts), kind: "not_stated" };
  }

  function showClause(id: string, locale: Locale): Answer | undefined {
    const clause = clauseById.get(id);
    return clause === undefined ? undefined : shown(clause, locale);
  }

  return { answer, showClause, index };
}

function compose(judgement: Judgement, parts: ComposeParts, isUnasked: boolean): Answer {
  const { locale } = parts.message;
  switch (judgement.kind) {
    case "found":
      return composeFindings(judgement.findings, parts);
    case "refused":
      return plainAnswer("declined", locale, [text(REFUSALS[judgement.key], locale)]);
    case "routed":
      return {
        ...plainAnswer("routed", locale, [text(messages.routed, locale)]),
        flow: judgement.flow,
      };
    case "flow_missing": {
      const said = judgement.flow === "status" ? messages.statusMissing : messages.flowMissing;
      return composeWithDesk(text(said, locale), parts);
    }
    case "elsewhere": {
      const said =
        judgement.what === "place" ? messages.elsewherePlace : messages.elsewhereProgramme;
      return { ...composeWithDesk(text(said, locale), parts), kind: "not_stated" };
    }
    case "ignored":
      return plainAnswer("ignored", locale, isUnasked ? [] : [text(messages.smallTalk, locale)]);
    case "unrelated":
      return plainAnswer("unknown", locale, [text(messages.unrelated, locale)]);
    case "needs_text":
      return plainAnswer("unknown", locale, [text(messages.needsText, locale)]);
    case "too_long":
      return composeWithDesk(text(messages.tooLong, locale), parts);
  }
}

function shown(clause: Clause, locale: Locale): Answer {
  const paragraphs = clauseParagraphs(clause, locale);
  const source = sourceLine([clause], locale);
  return {
    kind: "answer",
    locale,
    text: [...paragraphs, source].join("\n"),
    title: localize(clause.title, locale),
    paragraphs,
    source,
    facts: clause.facts,
    clauses: [clause.id],
    confidence: Number.POSITIVE_INFINITY,
    memory: { clauses: [clause.id], parts: [] },
  };
}
