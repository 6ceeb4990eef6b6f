import type { Clause, OpenDetail } from "../content/clause.ts";
import type { ClauseIndex } from "../search/clause-index.ts";
import type { WeightedTerm } from "../search/field-index.ts";
import { COMMON_WORDS } from "../text/common-words.ts";

/** Finds the detail a clause leaves open that a question is about, by the words both share. */
export type OpenDetailFinder = (
  clause: Clause,
  question: readonly WeightedTerm[],
) => OpenDetail | undefined;

/** What must be shared: this part of the detail's telling words, and at least this much weight. */
const LEAST_SHARE = 0.47;
const LEAST_WEIGHT = 4;
const CONCEPT_WEIGHT = 2;
/** A list of details falls into its parts; what stands in brackets only explains. */
const BRACKETS = /[（(][^（()）]*[)）]/gu;
const BETWEEN_PARTS = /[、；，;,]|以及|和|或|还是|\band\b|\bor\b/u;

/** One detail's telling words: those its clause does not use for what it does say. */
interface Telling {
  readonly detail: OpenDetail;
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Prepares the open details of all clauses. */
export function buildOpenDetailFinder(
  clauses: readonly Clause[],
  index: ClauseIndex,
): OpenDetailFinder {
  const tellingOf = new Map(clauses.map((clause) => [clause.id, tellingDetails(clause, index)]));
  return (clause, question) => {
    const asked = new Set(question.map(({ term }) => term));
    return tellingOf.get(clause.id)?.find((telling) => isShared(telling, asked))?.detail;
  };
}

function isShared({ weights, total }: Telling, asked: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const [term, weight] of weights) if (asked.has(term)) shared += weight;
  if (shared < LEAST_WEIGHT || shared < total * LEAST_SHARE) return false;
  return sharesWords(
    [...weights.keys()].filter((term) => !isConcept(term)),
    asked,
  );
}

/** A concept alone may be the clause's subject: a longer detail must share words of its own too. */
function sharesWords(words: readonly string[], asked: ReadonlySet<string>): boolean {
  const shared = words.filter((word) => asked.has(word)).length;
  const isLatin = words.every((word) => /^[a-z0-9]/.test(word));
  return shared >= Math.min(isLatin ? 2 : 1, words.length) || (words.length <= 2 && !isLatin);
}

function isConcept(term: string): boolean {
  return term.startsWith("#");
}

function tellingDetails({ title, body, notStated }: Clause, index: ClauseIndex): Telling[] {
  const said = new Set(index.termsOf([title.zh, title.en, body.zh, body.en].join("\n")));
  return notStated.flatMap((detail) =>
    [detail.zh, detail.en]
      .flatMap((text) => text.replace(BRACKETS, "").split(BETWEEN_PARTS))
      .map((part): Telling => {
        const weights = tellingWords(part, said, index);
        const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
        return { detail, weights, total };
      }),
  );
}

function tellingWords(
  part: string,
  said: ReadonlySet<string>,
  index: ClauseIndex,
): Map<string, number> {
  const telling = index
    .termsOf(part)
    .filter((term) => term.length > 1 && !said.has(term) && !COMMON_WORDS.has(term));
  return new Map(
    telling.map((term) => {
      const factor = isConcept(term) ? CONCEPT_WEIGHT : 1;
      return [term, index.rarity(term) * factor];
    }),
  );
}
