/** A query term and how much it counts: 1 for the subject of a question, less for its question words. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** How a field's occurrences count: its weight, and how strongly long fields are discounted (0 to 1). */
export interface FieldSettings {
  readonly weight: number;
  readonly lengthDiscount: number;
}

/** One entry's terms, field by field, in the order of the settings. */
export type EntryFields = readonly (readonly string[])[];

/** What an entry scored. */
export interface Hit {
  /** Position of the entry in the list the index was built from. */
  readonly entry: number;
  /** BM25F score: open-ended, comparable within one query. */
  readonly score: number;
  /** Share (0 to 1) of the query's weight that the entry matches. */
  readonly reach: number;
}

/** An in-memory BM25F index over any entries. */
export interface FieldIndex {
  readonly size: number;
  /** Every term any entry holds. */
  terms(): Iterable<string>;
  /** Number of entries that hold a term. */
  frequency(term: string): number;
  /** How telling a term is; the most for one no entry holds. */
  rarity(term: string): number;
  /** Entries that match anything, best first, at most `limit`. */
  search(query: readonly WeightedTerm[], limit: number): Hit[];
}

const SATURATION = 1.2;

interface Posting {
  readonly entries: number[];
  /** Weighted, length-discounted occurrences of the term in each of those entries. */
  readonly counts: number[];
}

/** Builds the index; entries keep their positions. */
export function buildFieldIndex(
  entries: readonly EntryFields[],
  fields: readonly FieldSettings[],
): FieldIndex {
  const postings = collectPostings(entries, fields);
  const size = entries.length;
  const rarityOf = (holding: number) => Math.log(1 + (size - holding + 0.5) / (holding + 0.5));
  const frequency = (term: string) => postings.get(term)?.entries.length ?? 0;
  const rarity = (term: string) => rarityOf(frequency(term));

  // Kept between searches, and all zero outside of one: a search touches few of many entries.
  const scores = new Float64Array(size);
  const matched = new Float64Array(size);

  function search(query: readonly WeightedTerm[], limit: number): Hit[] {
    const touched: number[] = [];
    let reachable = 0;
    for (const { term, weight } of query) {
      const posting = postings.get(term);
      const value = weight * rarityOf(posting?.entries.length ?? 0);
      reachable += value;
      if (posting === undefined) continue;
      posting.entries.forEach((entry, at) => {
        const count = posting.counts[at] ?? 0;
        const before = scores[entry] ?? 0;
        if (before === 0) touched.push(entry);
        scores[entry] = before + (value * count) / (SATURATION + count);
        matched[entry] = (matched[entry] ?? 0) + value;
      });
    }
    const hits = bestHits(touched, scores, limit).map((entry) => ({
      entry,
      score: scores[entry] ?? 0,
      reach: (matched[entry] ?? 0) / reachable,
    }));
    for (const entry of touched) {
      scores[entry] = 0;
      matched[entry] = 0;
    }
    return hits;
  }

  return { size, terms: () => postings.keys(), frequency, rarity, search };
}

function collectPostings(
  entries: readonly EntryFields[],
  fields: readonly FieldSettings[],
): Map<string, Posting> {
  const averages = fields.map((_, field) => averageLength(entries, field));
  const postings = new Map<string, Posting>();
  entries.forEach((entry, position) => {
    fields.forEach(({ weight, lengthDiscount }, field) => {
      const terms = entry[field] ?? [];
      const length = terms.length / (averages[field] ?? 1);
      const each = weight / (1 - lengthDiscount + lengthDiscount * length);
      for (const term of terms) count(postings, term, position, each);
    });
  });
  return postings;
}

/** Adds one occurrence; entries come in order, so only the last one of a posting can be this one. */
function count(
  postings: Map<string, Posting>,
  term: string,
  entry: number,
  occurrence: number,
): void {
  const posting = postings.get(term);
  if (posting === undefined) {
    postings.set(term, { entries: [entry], counts: [occurrence] });
    return;
  }
  const last = posting.entries.length - 1;
  if (posting.entries[last] === entry) {
    posting.counts[last] = (posting.counts[last] ?? 0) + occurrence;
  } else {
    posting.entries.push(entry);
    posting.counts.push(occurrence);
  }
}

/** Average number of terms of a field over the entries that have it: an empty field says nothing of its length. */
function averageLength(entries: readonly EntryFields[], field: number): number {
  const lengths = entries.map((entry) => entry[field]?.length ?? 0).filter((length) => length > 0);
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1);
}

/** The entries with the highest scores, best first; of equals the earlier one first. */
function bestHits(touched: readonly number[], scores: Float64Array, limit: number): number[] {
  const best: number[] = [];
  for (const entry of touched) {
    let place = best.length;
    while (place > 0 && isBetter(entry, best[place - 1] ?? entry, scores)) place -= 1;
    if (place === limit) continue;
    best.splice(place, 0, entry);
    if (best.length > limit) best.pop();
  }
  return best;
}

function isBetter(entry: number, other: number, scores: Float64Array): boolean {
  const difference = (scores[entry] ?? 0) - (scores[other] ?? 0);
  return difference > 0 || (difference === 0 && entry < other);
}
