import { soundOf } from "../text/syllables.ts";
import type { FieldIndex, WeightedTerm } from "./field-index.ts";

/** A word mended by ear or by one letter counts less than one written right. */
const REPAIRED_WEIGHT = 0.7;
const SHORTEST_WORD = 5;
const HAN_PAIR = /^\p{Script=Han}{2}$/u;
const LATIN_WORD = /^[a-z]+$/;

/** Adds, for words of a query no entry holds, the known words they were probably meant to be. */
export interface Repair {
  mend(query: readonly WeightedTerm[]): WeightedTerm[];
}

/** Learns the known words from an index: pairs of Han characters by sound, Latin words by their letters. */
export function buildRepair(index: FieldIndex, knownTerms: Iterable<string>): Repair {
  const pairBySound = new Map<string, string>();
  const wordsByGap = new Map<string, string>();
  for (const term of knownTerms) {
    if (HAN_PAIR.test(term)) keepCommoner(pairBySound, soundOf(term), term, index);
    else if (LATIN_WORD.test(term) && term.length >= SHORTEST_WORD) {
      for (const gap of gaps(term)) keepCommoner(wordsByGap, gap, term, index);
    }
  }
  function meant(term: string): string | undefined {
    if (index.frequency(term) > 0) return undefined;
    if (HAN_PAIR.test(term)) return pairBySound.get(soundOf(term) ?? "");
    if (!LATIN_WORD.test(term) || term.length < SHORTEST_WORD) return undefined;
    return gaps(term)
      .map((gap) => wordsByGap.get(gap))
      .find((word) => word !== undefined);
  }
  return {
    mend(query) {
      const mended = query.flatMap(({ term, weight }) => {
        const word = meant(term);
        return word === undefined ? [] : [{ term: word, weight: weight * REPAIRED_WEIGHT }];
      });
      return [...query, ...mended];
    },
  };
}

function keepCommoner(
  known: Map<string, string>,
  key: string | undefined,
  term: string,
  index: FieldIndex,
): void {
  if (key === undefined) return;
  const other = known.get(key);
  if (other === undefined || index.frequency(term) > index.frequency(other)) known.set(key, term);
}

/** The word as it is and with each letter left out: two words that share one differ by a letter at most. */
function gaps(word: string): string[] {
  return [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];
}
