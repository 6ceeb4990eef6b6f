import type { Clause, OpenDetail } from "../content/clause.ts";
import type { Pointer } from "../content/pointers.ts";
import type { TopicMemory } from "../memory.ts";
import type { ClauseIndex, RankedClause } from "../search/clause-index.ts";
import { foldText } from "../text/normalize.ts";
import {
  type AskedDetail,
  type DetailFinder,
  declaredOpen,
  gives,
  leftOpen,
  type OpenAsked,
} from "./facets.ts";
import { favour, leansOnTopic, namePart, rankPart, rankWithTopic } from "./follow-up.ts";
import type { Finding } from "./judgement.ts";
import type { OpenDetailFinder } from "./open-details.ts";
import type { OpenObjectFinder } from "./open-object.ts";
import { correctionOf } from "./premise.ts";
import { relatedTo } from "./related.ts";
import { stretchesOf } from "./split.ts";

/** Confidence from which a clause is taken for the answer, and from which it is at least offered. */
export const ANSWER_CONFIDENCE = 1.7;
const OFFER_CONFIDENCE = 1.15;
/** A clause that leads the next one by this factor is taken for the answer a little earlier. */
const CLEAR_LEAD = 1.1;
const LEADING_CONFIDENCE = 1.5;
/** Confidence of a question whose meaning is fixed. */
const SURELY_MEANT = 4;
/** Confidence from which a part of a question counts for itself. */
const SURE_STRETCH = 2.2;
const MEANS_REPORTS =
  /市级|市里|海市|全市|报道|新闻|媒体|网上说|门牌|municipal|city[- ]level|the city|reported|in the news|official title/u;
const REPORTS_NAMED = 1.25;
const MOST_OPTIONS = 3;
/** A clause that fits nearly as well and gives the asked detail is preferred to one that leaves it open. */
const CLOSE_SHARE = 0.75;

/** What finding an answer needs. */
export interface FinderParts {
  readonly index: ClauseIndex;
  readonly details: DetailFinder;
  readonly openDetails: OpenDetailFinder;
  readonly openObject: OpenObjectFinder;
  readonly pointers: readonly Pointer[];
  readonly clauses: readonly Clause[];
  readonly clauseById: ReadonlyMap<string, Clause>;
  readonly related: Readonly<Record<string, readonly string[]>>;
}

/** Finds what the base says to one question, in the light of the last topic if there is one. */
export function findAnswer(
  question: string,
  memory: TopicMemory | undefined,
  parts: FinderParts,
): Finding {
  const folded = foldText(question);
  const pointed = pointedTo(folded, parts);
  if (pointed !== undefined) return pointed;
  const ranking = withReports(folded, rankQuestion(question, folded, memory, parts));
  const said = deskWord(ranking);
  if (said !== undefined) return said;
  const asked = parts.details(folded);
  const open = neverStated(asked, ranking, parts) ?? leftOut(asked, ranking, parts);
  if (open !== undefined) return open;
  const [first] = ranking;
  if (first === undefined || first.confidence < OFFER_CONFIDENCE) {
    return { kind: "unknown", confidence: first?.confidence ?? 0 };
  }
  if (first.confidence < ANSWER_CONFIDENCE && !leadsClearly(ranking)) {
    const options = ranking.slice(0, MOST_OPTIONS).map(({ clause }) => clause);
    return { kind: "ask_back", options, confidence: first.confidence };
  }
  return judgeDetails(question, asked, ranking, parts);
}

/** Reports stand behind the policy itself, unless the question is about the city or about what was reported. */
function withReports(folded: string, ranking: readonly RankedClause[]): readonly RankedClause[] {
  if (!MEANS_REPORTS.test(folded)) return ranking;
  return favour(ranking, ({ source }) => (source.class === "public" ? REPORTS_NAMED : 1));
}

function leadsClearly([first, second]: readonly RankedClause[]): boolean {
  if (first === undefined || first.confidence < LEADING_CONFIDENCE) return false;
  return first.score >= (second?.score ?? 0) * CLEAR_LEAD;
}

/** The answer to a short question whose meaning is fixed. */
function pointedTo(folded: string, { pointers, clauseById }: FinderParts): Finding | undefined {
  const pointer = pointers.find(({ patterns }) => patterns.some((each) => each.test(folded)));
  const [clause, ...related] = (pointer?.clauses ?? []).flatMap((id) => clauseById.get(id) ?? []);
  if (clause === undefined) return undefined;
  return { kind: "answer", clause, related, confidence: SURELY_MEANT, correction: undefined };
}

function rankQuestion(
  question: string,
  folded: string,
  memory: TopicMemory | undefined,
  { index, clauseById, related }: FinderParts,
): readonly RankedClause[] {
  const clause = clauseById.get(memory?.clauses[0] ?? "");
  if (memory === undefined || clause === undefined || !leansOnTopic(folded)) {
    return index.rank(index.terms(question));
  }
  const named = namePart(folded, memory);
  if (named !== undefined) return rankPart(named.part, named.question, index);
  const topic = { clause, related: related[clause.id] ?? [], clearAlone: ANSWER_CONFIDENCE };
  return rankWithTopic(question, topic, index);
}

/** What a desk says of itself answers whatever the policy leaves open: its hours, its phone, where it is today. */
function deskWord([first]: readonly RankedClause[]): Finding | undefined {
  if (first === undefined || first.clause.source.class !== "desk") return undefined;
  if (first.confidence < ANSWER_CONFIDENCE) return undefined;
  const { clause, confidence } = first;
  return { kind: "answer", clause, related: [], confidence, correction: undefined };
}

/** A detail whose words can mean nothing else, whatever else the question holds: the desk's phone number. */
function neverStated(
  asked: readonly AskedDetail[],
  ranking: readonly RankedClause[],
  { clauses }: FinderParts,
): Finding | undefined {
  const always = asked.find((each) => each.kind === "facet" && each.facet.always);
  if (always === undefined) return undefined;
  const ranked = ranking
    .map(({ clause }) => clause)
    .filter(({ source }) => source.class === "seed");
  const clause = [...ranked, ...clauses].find((each) => declaredOpen(each, always) !== undefined);
  if (clause === undefined) return undefined;
  const open = { detail: declaredOpen(clause, always), words: always.words };
  return { kind: "not_stated", clause, confidence: ANSWER_CONFIDENCE, open, correction: undefined };
}

/** A matter the policy leaves out altogether, unless the clause in front states it. */
function leftOut(
  asked: readonly AskedDetail[],
  [first]: readonly RankedClause[],
  { clauseById }: FinderParts,
): Finding | undefined {
  for (const each of asked) {
    const matter = each.kind === "facet" ? each.facet.matter : undefined;
    const clause = clauseById.get(matter?.instead ?? "");
    if (matter === undefined || clause === undefined) continue;
    if (first !== undefined && first.confidence >= ANSWER_CONFIDENCE && gives(first.clause, each)) {
      continue;
    }
    const open = { detail: matter.says, words: each.words };
    const confidence = ANSWER_CONFIDENCE;
    return { kind: "not_stated", clause, confidence, open, correction: undefined };
  }
  return undefined;
}

/** Answers from the first clause, or from one that fits nearly as well and gives what the first leaves open. */
function judgeDetails(
  question: string,
  asked: readonly AskedDetail[],
  ranking: readonly RankedClause[],
  parts: FinderParts,
): Finding {
  const [first] = ranking;
  if (first === undefined) return { kind: "unknown", confidence: 0 };
  const missing = asked.filter((each) => leftOpen(first.clause, each) !== undefined);
  const giving = ranking
    .filter(({ clause, score }) => isClose(clause, score, first))
    .find(({ clause }) => missing.every((each) => gives(clause, each)));
  const chosen = missing.length > 0 ? (giving ?? first) : first;
  const { clause, confidence } = chosen;
  const open = openIn(clause, question, asked, parts);
  const correction = correctionOf(foldText(question), clause);
  if (open !== undefined) return { kind: "not_stated", clause, confidence, open, correction };
  return {
    kind: "answer",
    clause,
    related: relatedTo(chosen, ranking, namedBeside(question, parts), parts),
    confidence,
    correction,
  };
}

/** The clauses that stretches of a longer question find by themselves: each may name a matter of its own. */
function namedBeside(question: string, { index }: FinderParts): Clause[] {
  const stretches = stretchesOf(question);
  if (stretches.length < 2) return [];
  return stretches
    .flatMap((stretch) => index.rank(index.terms(stretch)).slice(0, 1))
    .filter(({ confidence }) => confidence >= SURE_STRETCH)
    .map(({ clause }) => clause);
}

function openIn(
  clause: Clause,
  question: string,
  asked: readonly AskedDetail[],
  parts: FinderParts,
): OpenAsked | undefined {
  const { index, openDetails } = parts;
  const named = asked.map((each) => leftOpen(clause, each)).find((open) => open !== undefined);
  if (named !== undefined) return named;
  const detail =
    openDetails.find(clause, foldText(question), index.terms(question)) ??
    openBeside(clause, asked, parts);
  if (detail !== undefined) return { detail, words: "" };
  const object = parts.openObject(clause, foldText(question));
  return object === undefined ? undefined : { detail: undefined, words: object };
}

/** A detail that a clause belonging to this one declares open: who may apply, beside how much it is. */
function openBeside(
  clause: Clause,
  asked: readonly AskedDetail[],
  { related, clauseById }: FinderParts,
): OpenDetail | undefined {
  const beside = (related[clause.id] ?? []).flatMap((id) => clauseById.get(id) ?? []);
  const open = asked.filter((each) => each.kind === "facet" && each.facet.ofRelated);
  return open
    .flatMap((each) =>
      gives(clause, each) ? [] : beside.map((other) => declaredOpen(other, each)),
    )
    .find((detail) => detail !== undefined);
}

/** Reports never stand in for what the policy itself leaves open. */
function isClose(clause: Clause, score: number, first: RankedClause): boolean {
  const isReport = clause.source.class === "public" && first.clause.source.class !== "public";
  return !isReport && score >= first.score * CLOSE_SHARE;
}

/** What the last topic leaves open for those a follow-up names (那外籍呢), beside what is found for them. */
export function openInTopic(
  folded: string,
  memory: TopicMemory | undefined,
  found: Finding,
  { details, clauseById }: FinderParts,
): Finding | undefined {
  const clause = clauseById.get(memory?.clauses[0] ?? "");
  if (clause === undefined || found.kind !== "answer" || found.clause === clause) return undefined;
  if (!leansOnTopic(folded)) return undefined;
  for (const each of details(folded)) {
    if (each.kind !== "facet" || !each.facet.ofRelated) continue;
    const detail = declaredOpen(clause, each);
    if (detail === undefined) continue;
    const open = { detail, words: each.words };
    const { confidence } = found;
    return { kind: "not_stated", clause, confidence, open, correction: undefined };
  }
  return undefined;
}
