import type { Clause, OpenDetail } from "../content/clause.ts";
import type { Outside } from "../content/outside.ts";
import type { ClauseIndex } from "../search/clause-index.ts";
import type { WeightedTerm } from "../search/field-index.ts";
import { COMMON_WORDS } from "../text/common-words.ts";
import { statesUnit } from "./facets.ts";

/** Finds the detail a clause leaves open that a question asks for: by the question's shape or by shared words. */
export interface OpenDetailFinder {
  find(clause: Clause, folded: string, terms: readonly WeightedTerm[]): OpenDetail | undefined;
}

/** What must be shared with a detail: this part of its telling words, and at least this much weight. */
const LEAST_SHARE = 0.47;
const LEAST_WEIGHT = 4;
const CONCEPT_WEIGHT = 2;
/** A list of details falls into its parts; what stands in brackets only explains. */
const BRACKETS = /[（(][^（()）]*[)）]/gu;
const BETWEEN_PARTS = /[、；，;,]|以及|和|或|还是|\band\b|\bor\b/u;

/** One part of a detail's telling words: those its clause does not use for what it does say. */
interface Telling {
  readonly detail: OpenDetail;
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Prepares the open details of all clauses. */
export function buildOpenDetailFinder(
  clauses: readonly Clause[],
  index: ClauseIndex,
  openAsks: Outside["openAsks"],
): OpenDetailFinder {
  const tellingOf = new Map(clauses.map((clause) => [clause.id, tellingDetails(clause, index)]));

  function asksFor(word: string, clause: Clause, folded: string): boolean {
    const ask = openAsks[word];
    if (ask === undefined || statesUnit(clause, ask.units)) return false;
    return ask.patterns.some((pattern) => pattern.test(folded));
  }

  return {
    find(clause, folded, terms) {
      const byShape = clause.notStated.find(({ about }) =>
        about.some((word) => asksFor(word, clause, folded)),
      );
      if (byShape !== undefined) return byShape;
      const asked = new Set(terms.map(({ term }) => term));
      return tellingOf.get(clause.id)?.find((telling) => isShared(telling, asked))?.detail;
    },
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
  const isLatin = words.every((word) => /^[a-z0-9]/.test(word));
  if (words.length === 0) return true;
  const shared = words.filter((word) => asked.has(word)).length;
  return shared >= Math.min(isLatin ? 2 : 1, words.length);
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
