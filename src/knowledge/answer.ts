import { type Locale, localize } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { type Answer, CHOSEN_CONFIDENCE } from "./answer/answer.ts";
import { sourceLine } from "./answer/cite.ts";
import {
  type ComposeParts,
  composeFindings,
  composeWithDesk,
  plainAnswer,
} from "./answer/compose.ts";
import { buildDeskGuide } from "./answer/desk-guide.ts";
import { composeFirstAid } from "./answer/first-aid.ts";
import { nextMemory } from "./answer/next-memory.ts";
import { clauseParagraphs } from "./answer/paragraphs.ts";
import type { CalculatorId, CalculatorInputs } from "./calculators/calculation.ts";
import { buildCalculators, type Calculators } from "./calculators/calculators.ts";
import { bareFollowUp, calculated, withCalculations } from "./calculators/findings.ts";
import type { Clause } from "./content/clause.ts";
import type { RefusalKey } from "./content/outside.ts";
import { buildJudge } from "./decide/decide.ts";
import type { Judgement } from "./decide/judgement.ts";
import { type Message, readMessage } from "./decide/message.ts";
import { unsupportedFigures, type WorkedFigures } from "./figures/guard.ts";
import { FIRST_AID_CLAUSES, type FirstAidAnswers } from "./first-aid.ts";
import type { KnowledgeBase } from "./load.ts";
import type { LastCalculation, TopicMemory } from "./memory.ts";
import { knowledgeMessages as messages } from "./messages.ts";
import { buildClauseIndex, type ClauseIndex } from "./search/clause-index.ts";
import { foldText } from "./text/normalize.ts";

/** A number and nothing else. */
const ONLY_NUMBER = /^\d[\d ,.]*$/;

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
  /** What a calculator makes of its inputs; `not_stated` when a clause or an input it needs is missing. */
  calculate(calculator: CalculatorId, inputs: CalculatorInputs, locale: Locale): Answer;
  /** What the answers to the three first-aid questions come to. */
  firstAid(answers: FirstAidAnswers, locale: Locale): Answer;
  readonly calculators: Calculators;
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
  const calculators = buildCalculators(base.clauses);
  const names = base.names.flatMap(({ zh, en, aliases }) => [zh, en, ...aliases].map(foldText));

  function answer(request: AnswerRequest): Answer {
    const message = readMessage(request.text, request.locale);
    const flows = request.flows ?? [];
    const { inGroup, memory } = request;
    const parts: ComposeParts = { message, desks, flows };
    // A number alone says nothing of the last topic; only the last sum may be done again with it.
    const leansOn = ONLY_NUMBER.test(message.folded) ? undefined : memory;
    const judged = judge(message, { inGroup, flows, memory: leansOn });
    const unasked = inGroup && !message.mentionsBot;
    const last = memory?.calculation;
    const judgement = workOut(judged, { message, calculators, last, unasked });
    const composed = compose(judgement, parts, unasked);
    const safe = holdBackFigures(composed, parts, workedIn(judgement));
    const remembered = nextMemory(safe, memory, clauseById, lastWorked(judgement));
    return remembered === undefined ? safe : { ...safe, memory: remembered };
  }

  function holdBackFigures(
    composed: Answer,
    parts: ComposeParts,
    worked: readonly WorkedFigures[],
  ): Answer {
    const cited = [...composed.clauses, ...(composed.options ?? []).map(({ clause }) => clause)];
    const clauses = cited.flatMap((id) => clauseById.get(id) ?? []);
    const figures = guard(composed.text, clauses, parts.message.text, names, worked);
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

  function calculate(calculator: CalculatorId, inputs: CalculatorInputs, locale: Locale): Answer {
    const parts = { message: readMessage("", locale), desks, flows: [] };
    const outcome = calculators.calculate(calculator, inputs);
    if (outcome === undefined || outcome.kind === "unavailable") {
      const said = text(messages.cannotCalculate, locale);
      return { ...composeWithDesk(said, parts), kind: "not_stated" };
    }
    return holdBackFigures(composeFindings([calculated({ outcome, inputs })], parts), parts, [
      outcome,
    ]);
  }

  function firstAid(answers: FirstAidAnswers, locale: Locale): Answer {
    const parts = { message: readMessage("", locale), desks, flows: [] };
    const cited = FIRST_AID_CLAUSES.flatMap((id) => clauseById.get(id) ?? []);
    return holdBackFigures(composeFirstAid(answers, cited, parts), parts, []);
  }

  return { answer, showClause, calculate, firstAid, calculators, index };
}

/** What working out needs besides the judgement. */
interface WorkOutParts {
  readonly message: Message;
  readonly calculators: Calculators;
  readonly last: LastCalculation | undefined;
  /** Group talk that named nobody. */
  readonly unasked: boolean;
}

/** Works out what a calculator can from the figures in the question. */
function workOut(
  judgement: Judgement,
  { message: { folded }, calculators, last, unasked }: WorkOutParts,
): Judgement {
  const isOpen = judgement.kind === "found" || judgement.kind === "ignored";
  const bare = isOpen && last ? bareFollowUp(folded, calculators, last) : undefined;
  // Two members may well talk of another number; only who speaks to the bot means its last sum.
  if (bare !== undefined && unasked) return { kind: "ignored" };
  if (bare !== undefined) return { kind: "found", findings: bare, leavesOut: false };
  if (judgement.kind !== "found") return judgement;
  const findings = withCalculations(judgement.findings, folded, calculators, last);
  return { ...judgement, findings };
}

function workedIn(judgement: Judgement): WorkedFigures[] {
  if (judgement.kind !== "found") return [];
  return judgement.findings.flatMap((finding) =>
    finding.kind === "calculated" ? [finding.outcome] : [],
  );
}

/** The calculation a follow-up may lean on: the last one that came to a result. */
function lastWorked(judgement: Judgement): LastCalculation | undefined {
  if (judgement.kind !== "found") return undefined;
  return judgement.findings
    .flatMap((finding) =>
      finding.kind === "calculated" && finding.outcome.kind === "calculated"
        ? [{ calculator: finding.outcome.calculator, inputs: finding.inputs }]
        : [],
    )
    .at(-1);
}

function compose(judgement: Judgement, parts: ComposeParts, isUnasked: boolean): Answer {
  const { locale } = parts.message;
  switch (judgement.kind) {
    case "found":
      return composeFindings(judgement.findings, parts, judgement.leavesOut);
    case "refused":
      return plainAnswer("declined", locale, [text(REFUSALS[judgement.key], locale)]);
    case "routed":
      return {
        ...plainAnswer("routed", locale, [text(routedMessage(judgement.flow), locale)]),
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
    case "ignored": {
      const isNumber = ONLY_NUMBER.test(parts.message.folded);
      const said = isNumber ? messages.numberAlone : messages.smallTalk;
      return plainAnswer("ignored", locale, isUnasked ? [] : [text(said, locale)]);
    }
    case "unrelated":
      return plainAnswer("unknown", locale, [text(messages.unrelated, locale)]);
    case "needs_text":
      return plainAnswer("unknown", locale, [text(messages.needsText, locale)]);
    case "too_long":
      return composeWithDesk(text(messages.tooLong, locale), parts);
  }
}

function routedMessage(flow: string) {
  if (flow === "calc") return messages.routedCalculation;
  if (flow === "status") return messages.routedStatus;
  return flow === "firstaid" ? messages.routedFirstAid : messages.routed;
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
    confidence: CHOSEN_CONFIDENCE,
    memory: { clauses: [clause.id], parts: [] },
  };
}
