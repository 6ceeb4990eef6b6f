import type { KnowledgeBase } from "../load.ts";
import type { TopicMemory } from "../memory.ts";
import { buildClauseIndex, type ClauseIndex } from "../search/clause-index.ts";
import { anyPhrase } from "../text/phrases.ts";
import { buildAsking } from "./asking.ts";
import { buildChatterTest } from "./chatter.ts";
import { buildElsewhereTest } from "./elsewhere.ts";
import { buildDetailFinder, clauseText } from "./facets.ts";
import { ANSWER_CONFIDENCE, type FinderParts } from "./find.ts";
import { findAll, MOST_QUESTIONS } from "./find-all.ts";
import type { Judgement } from "./judgement.ts";
import type { Message } from "./message.ts";
import { buildOpenDetailFinder } from "./open-details.ts";
import { buildOpenObjectFinder } from "./open-object.ts";
import { findRefusal } from "./refusals.ts";

/** Longest message that is taken for a question, in letters. */
const LONGEST_QUESTION = 500;
/** From here a clause fits so well that words of small talk, or of foreign topics, don't matter. */
const SURE_DESPITE_CHATTER = 3.2;
const SURE_DESPITE_TOPIC = 3;
/** In a group, unasked, the bot speaks only when it is this sure. */
const SURE_IN_GROUP = 2.2;

/** Whether something may be published is our matter, whatever it is about. */
const ASKS_WHETHER_ALLOWED =
  /(?:能|可以|行|违规|合规|违法|允许)[^。？?]{0,12}(?:直播|视频|广告|带货|笔记|文案|账号)|(?:直播|视频|广告|带货|笔记|文案|账号)[^。？?]{0,14}(?:能不能|可不可以|可以|行吗|行不行|违规|违法|合规)|\b(?:allowed|legal|illegal|against the rules)\b/u;

/** Where a message was said and what can be done with it. */
export interface Circumstances {
  readonly inGroup: boolean;
  readonly flows: readonly string[];
  readonly memory: TopicMemory | undefined;
}

/** Judges messages against one knowledge base. */
export type Judge = (message: Message, circumstances: Circumstances) => Judgement;

/** Prepares everything a base is judged with; takes a fraction of a second. */
export function buildJudge(
  base: KnowledgeBase,
  index: ClauseIndex = buildClauseIndex(base),
): Judge {
  const { outside, routes } = base;
  const parts: FinderParts = {
    index,
    details: buildDetailFinder(outside),
    openObject: buildOpenObjectFinder(base.clauses, index),
    openDetails: buildOpenDetailFinder(base.clauses, index, outside.openAsks),
    clauses: base.clauses,
    pointers: base.pointers,
    clauseById: new Map(base.clauses.map((clause) => [clause.id, clause])),
    related: base.related,
  };
  const asks = buildAsking(outside.chatter);
  const chatter = buildChatterTest(outside.chatter);
  const elsewhere = buildElsewhereTest(outside);
  const unrelated = Object.values(outside.unrelated).map((phrases) => anyPhrase(phrases));

  return (message, { inGroup, flows, memory }) => {
    const { folded } = message;
    if (message.letters === 0) return { kind: "needs_text" };
    const refusal = findRefusal(outside.declined, folded);
    if (refusal?.yieldsToQuestion === false) return { kind: "refused", key: refusal.key };
    if (message.letters > LONGEST_QUESTION) return { kind: "too_long" };
    const route = routes.find(({ patterns }) => patterns.some((each) => each.test(folded)));
    if (route !== undefined) {
      return { kind: flows.includes(route.flow) ? "routed" : "flow_missing", flow: route.flow };
    }
    const findings = findAll(message, memory, parts);
    const confidence = Math.max(...findings.map((each) => each.confidence));
    if (refusal !== undefined && confidence < ANSWER_CONFIDENCE) {
      return { kind: "refused", key: refusal.key };
    }
    const unasked = inGroup && !message.mentionsBot;
    const asking = asks(folded);
    if (isIgnored({ sign: chatter(folded), asking, unasked, confidence }))
      return { kind: "ignored" };
    const isForeign = unrelated.some((pattern) => pattern?.test(folded));
    if (isForeign && confidence < SURE_DESPITE_TOPIC && !ASKS_WHETHER_ALLOWED.test(folded)) {
      return { kind: unasked ? "ignored" : "unrelated" };
    }
    const [main] = findings;
    const near = main !== undefined && "clause" in main ? main.clause : undefined;
    const what = elsewhere(folded, near === undefined ? "" : clauseText(near));
    if (what !== undefined) return { kind: "elsewhere", what, near };
    const answered = findings.slice(0, MOST_QUESTIONS);
    return { kind: "found", findings: answered, leavesOut: findings.length > MOST_QUESTIONS };
  };
}

interface Addressing {
  readonly sign: ReturnType<ReturnType<typeof buildChatterTest>>;
  readonly asking: boolean;
  /** Group talk that named nobody. */
  readonly unasked: boolean;
  readonly confidence: number;
}

function isIgnored({ sign, asking, unasked, confidence }: Addressing): boolean {
  if (sign === "surely") return !(asking && confidence >= SURE_DESPITE_CHATTER);
  if (unasked && (!asking || confidence < SURE_IN_GROUP)) return true;
  if (sign === "unless-asking") return !asking;
  return !asking && confidence < ANSWER_CONFIDENCE;
}
