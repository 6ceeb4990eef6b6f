import { type Locale, type Localized, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { CALCULATOR_TITLES } from "../calculators/titles.ts";
import type { Clause } from "../content/clause.ts";
import type { DeskId } from "../content/desk.ts";
import type { Finding } from "../decide/judgement.ts";
import type { Message } from "../decide/message.ts";
import { firstAidMessages } from "../first-aid-messages.ts";
import { knowledgeMessages as messages } from "../messages.ts";
import type { Answer } from "./answer.ts";
import { calculationParagraphs } from "./calculated.ts";
import { sourceLine } from "./cite.ts";
import type { DeskGuide } from "./desk-guide.ts";
import { offerFor } from "./offer.ts";
import { answerParagraphs, openDetail, openParagraphs } from "./paragraphs.ts";

/** What composing a reply needs besides the findings. */
export interface ComposeParts {
  readonly message: Message;
  readonly desks: DeskGuide;
  /** Flows that can be offered. */
  readonly flows: readonly string[];
}

type Cited = Extract<Finding, { clause: Clause }>;

/** Turns findings into the reply: answers and open details together, else a question back, else none. */
export function composeFindings(
  findings: readonly Finding[],
  parts: ComposeParts,
  leavesOut = false,
): Answer {
  const cited = findings.filter((finding): finding is Cited => "clause" in finding);
  if (cited.length > 0) return composeCited(cited, parts, leavesOut);
  const asked = findings.find((finding) => finding.kind === "ask_back");
  if (asked?.kind === "ask_back") return composeAskBack(asked, parts.message.locale);
  const confidence = Math.max(0, ...findings.map((finding) => finding.confidence));
  return { ...composeWithDesk(text(messages.unknown, parts.message.locale), parts), confidence };
}

function composeCited(cited: readonly Cited[], parts: ComposeParts, leavesOut: boolean): Answer {
  const { locale, folded } = parts.message;
  const [main] = cited;
  if (main === undefined) return composeWithDesk(text(messages.unknown, locale), parts);
  const isAnswer = cited.some(({ kind }) => kind !== "not_stated");
  const clauses = citedClauses(cited);
  const open = cited.find((finding) => finding.kind === "not_stated");
  const paragraphs = cited.flatMap((finding) =>
    findingParagraphs(finding, cited.length > 1, locale),
  );
  const desk = open === undefined ? undefined : parts.desks.suggest(folded, open.clause.desk);
  // Where a sum is only an estimate, the clause's own desk is the one that knows.
  const known = main.kind === "calculated" ? main.clause.desk : desk;
  if (desk !== undefined) paragraphs.push(...deskLines(desk, parts));
  if (leavesOut) paragraphs.push(text(messages.leftOut, locale));
  const found = main.kind === "calculated" ? undefined : offerFor(ids(clauses), parts.flows);
  // A date the clauses do not state may stand among the events that are coming up.
  const offer = isAnswer || found?.flow === "events" ? found : undefined;
  if (offer?.flow === "firstaid") paragraphs.push(text(firstAidMessages.selfCheck, locale));
  const source = sourceLine(clauses, locale);
  return {
    kind: isAnswer ? "answer" : "not_stated",
    locale,
    text: [...paragraphs, source].join("\n"),
    title: localize(titleOf(main), locale),
    paragraphs,
    source,
    facts: [...new Set(clauses.flatMap(({ facts }) => facts))],
    clauses: ids(clauses),
    confidence: main.confidence,
    ...(offer === undefined ? {} : { offer }),
    ...(known === undefined ? {} : { desk: known }),
    ...(open?.kind === "not_stated" ? { notStated: openDetail(open, locale) } : {}),
    ...askedDetail(cited, main),
  };
}

function ids(clauses: readonly Clause[]): string[] {
  return clauses.map(({ id }) => id);
}

function titleOf(finding: Cited): Localized {
  if (finding.kind === "calculated") return CALCULATOR_TITLES[finding.outcome.calculator];
  return finding.clause.title;
}

/** What was asked, by clause and detail and not by words; corrections and double answers are their own. */
function askedDetail(cited: readonly Cited[], main: Cited): Pick<Answer, "detail"> {
  if (cited.length > 1) return {};
  if (main.kind === "calculated") return {};
  if (main.kind === "answer") return main.correction === undefined ? { detail: "stated" } : {};
  const { detail } = main.open;
  return detail === undefined ? {} : { detail: `open:${detail.zh}` };
}

/** The clauses an answer rests on: what each question found first, then what belongs to it. */
function citedClauses(cited: readonly Cited[]): Clause[] {
  const related = cited.flatMap((finding) => ("related" in finding ? finding.related : []));
  return [...new Set([...cited.map(({ clause }) => clause), ...related])];
}

function findingParagraphs(finding: Cited, isOneOfSeveral: boolean, locale: Locale): string[] {
  if (finding.kind === "not_stated") return openParagraphs(finding, locale);
  if (finding.kind === "calculated") return calculationParagraphs(finding.outcome, locale);
  return answerParagraphs(isOneOfSeveral ? { ...finding, related: [] } : finding, locale);
}

function composeAskBack(
  { options, confidence }: Extract<Finding, { kind: "ask_back" }>,
  locale: Locale,
): Answer {
  const titled = options.map(({ id, title }) => ({ clause: id, title: localize(title, locale) }));
  const paragraphs = [text(messages.askBack, locale), ...titled.map(({ title }) => `· ${title}`)];
  return {
    kind: "ask_back",
    locale,
    text: paragraphs.join("\n"),
    paragraphs,
    facts: [],
    clauses: [],
    confidence,
    options: titled,
  };
}

/** A reply without a clause that points to a window. */
export function composeWithDesk(said: string, parts: ComposeParts): Answer {
  const desk = parts.desks.suggest(parts.message.folded, "general");
  const paragraphs = [said, ...deskLines(desk, parts)];
  return { ...plainAnswer("unknown", parts.message.locale, paragraphs), desk };
}

/** A reply that cites nothing. */
export function plainAnswer(
  kind: Answer["kind"],
  locale: Locale,
  paragraphs: readonly string[],
): Answer {
  const said = paragraphs.join("\n");
  return { kind, locale, text: said, paragraphs, facts: [], clauses: [], confidence: 0 };
}

function deskLines(desk: DeskId, { desks, flows, message }: ComposeParts): string[] {
  const { locale } = message;
  const suggested = fill(messages.suggestedDesk, locale, { desk: desks.nameOf(desk, locale) });
  return flows.includes("desk") ? [suggested, text(messages.handOver, locale)] : [suggested];
}
