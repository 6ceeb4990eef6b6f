import type { Clause } from "../content/clause.ts";
import { chineseNumber, englishOrdinal } from "../figures/numerals.ts";
import type { TopicMemory } from "../memory.ts";
import type { ClauseIndex, RankedClause } from "../search/clause-index.ts";
import type { WeightedTerm } from "../search/field-index.ts";

/** How much of the last topic's title flows into a question too bare to be understood alone. */
const TOPIC_WEIGHT = 0.1;
/** How much likelier a clause is that belongs to the last topic, or to the same part of the policy. */
const BELONGS = 1.5;
const SAME_DIMENSION = 1.3;
const SAME_CLAUSE = 1.2;
const SHORT_CHINESE = 9;
const SHORT_ENGLISH = 6;

const LEANS =
  /^(?:那|那么|然后|还有|要是|如果|而|所以|and|what about|how about|then|so|but|or)(?![a-z])|呢[?？。!！~ ]*$|它|这个|那个|这种|这些|那些|前者|后者|刚才|刚说|上面|(?<![a-z])(?:it|its|that|this|they|them|those|these|one)(?![a-z])/u;
/** A question made of detail words only (要什么条件, 谁能申请): it means the topic, whatever else has such words. */
const NAMES_NO_SUBJECT =
  /^(?:那|这个|它|要|需要|有|有没有|什么|啥|哪些|条件|门槛|要求|资格|限制|谁|哪些人|能|可以|享受|申请|拿|多少|钱|最高|最多|几年|多久|怎么|算|还|都|呢|吗|的|了|吧|么|啊|[?？。!！~ ])+$|^(?:and |so |but )?(?:who (?:is|are) (?:it|this|that|they) for|who (?:can|may) (?:apply|get it|use it)|what are the conditions|any conditions|how much(?: is it)?|how long(?: is it)?)[?. ]*$/iu;
const ORDINAL_CHINESE =
  /第([一二三四五六七八九十\d]+)(?!年|天|次|方)(?:[个项种类块层点条])?(?:包|部分)?/u;
const ORDINAL_ENGLISH =
  /\b(first|second|third|fourth|fifth|sixth)(?: one| part| pack| kit)?\b(?! year)/u;

/** Whether a folded question may lean on what was said before. */
export function leansOnTopic(folded: string): boolean {
  const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = folded.match(/[a-z]+/g)?.length ?? 0;
  const isShort = han > 0 ? han + words <= SHORT_CHINESE : words <= SHORT_ENGLISH;
  return isShort || LEANS.test(folded);
}

/** The question with the ordinal in it replaced by the part it means: "the second one" of two packs. */
export function namePart(
  folded: string,
  memory: TopicMemory,
): { readonly part: string; readonly question: string } | undefined {
  const chinese = ORDINAL_CHINESE.exec(folded);
  const english = ORDINAL_ENGLISH.exec(folded);
  const ordinal = chinese === null ? englishOrdinal(english?.[1] ?? "") : numeral(chinese[1] ?? "");
  const part = memory.parts[(ordinal ?? 0) - 1];
  if (part === undefined) return undefined;
  return { part, question: folded.replace(chinese?.[0] ?? english?.[0] ?? "", ` ${part} `) };
}

function numeral(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : chineseNumber(text);
}

/** Puts clauses first whose title names the part that was meant. */
export function rankPart(part: string, question: string, index: ClauseIndex): RankedClause[] {
  return favour(index.rank(index.terms(question)), ({ title }) =>
    title.zh.includes(part) || title.en.includes(part) ? BELONGS : 1,
  );
}

/** What leaning on a topic needs to know. */
export interface Topic {
  readonly clause: Clause;
  /** Ids of the clauses that belong to it. */
  readonly related: readonly string[];
  /** Confidence from which a question is understood without the topic's words. */
  readonly clearAlone: number;
}

/** Ranks clauses for a question in the light of the last topic. */
export function rankWithTopic(question: string, topic: Topic, index: ClauseIndex): RankedClause[] {
  const terms = index.terms(question);
  if (NAMES_NO_SUBJECT.test(question)) {
    const ranked = index.rank([...terms, ...topicTerms(terms, topic, index)]);
    const family = ranked.filter(({ clause }) => belongsTo(topic, clause));
    if (family.length > 0) return favour(family, () => BELONGS);
  }
  const alone = index.rank(terms);
  const isClear = (alone[0]?.confidence ?? 0) >= topic.clearAlone;
  const ranked = isClear ? alone : index.rank([...terms, ...topicTerms(terms, topic, index)]);
  return favour(ranked, ({ id, dimension }) => {
    if (topic.related.includes(id)) return BELONGS;
    if (id === topic.clause.id) return SAME_CLAUSE;
    return dimension === topic.clause.dimension ? SAME_DIMENSION : 1;
  });
}

function belongsTo({ clause, related }: Topic, { id, dimension }: Clause): boolean {
  return related.includes(id) || dimension === clause.dimension;
}

function topicTerms(
  terms: readonly WeightedTerm[],
  { clause }: Topic,
  index: ClauseIndex,
): WeightedTerm[] {
  const known = new Set(terms.map(({ term }) => term));
  return index
    .terms(`${clause.title.zh} ${clause.title.en}`)
    .filter(({ term }) => !known.has(term))
    .map(({ term, weight }) => ({ term, weight: weight * TOPIC_WEIGHT }));
}

/** The ranking with some clauses made likelier, best first again. */
export function favour(
  ranked: readonly RankedClause[],
  factorOf: (clause: Clause) => number,
): RankedClause[] {
  return ranked
    .map(({ clause, score, confidence }) => {
      const factor = factorOf(clause);
      return { clause, score: score * factor, confidence: confidence * factor };
    })
    .sort((left, right) => right.score - left.score);
}

const QUOTED = /“([^“”]{2,20})”/gu;

/** The names of the parts a clause says its subject has, in order; empty when it lists none. */
export function partsNamedBy({ title, body }: Clause): string[] {
  const quoted = [...body.zh.matchAll(QUOTED)].map((match) => match[1] ?? "");
  const distinct = [...new Set(quoted)].filter((name) => !title.zh.includes(name));
  return distinct.length > 1 ? distinct.slice(0, 12) : [];
}
