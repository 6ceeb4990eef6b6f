import type { ClauseIndex } from "./clause-index.ts";

/** Share of their weight that two questions must have in common to count as the same. */
const SAME_SHARE = 0.45;

/**
 * Sorts questions into groups that ask about the same, by the search's own terms, rare ones counting more.
 * Returns positions, group by group, in the order in which a group first appears.
 */
export function groupSimilar(
  questions: readonly string[],
  index: Pick<ClauseIndex, "termsOf" | "rarity">,
): readonly (readonly number[])[] {
  const groups: { readonly leader: Weights; readonly members: number[] }[] = [];
  questions.forEach((question, position) => {
    const weights = weigh(question, index);
    const group = groups.find(({ leader }) => sharedWeight(leader, weights) >= SAME_SHARE);
    if (group) group.members.push(position);
    else groups.push({ leader: weights, members: [position] });
  });
  return groups.map(({ members }) => members);
}

interface Weights {
  readonly of: ReadonlyMap<string, number>;
  readonly total: number;
}

function weigh(question: string, index: Pick<ClauseIndex, "termsOf" | "rarity">): Weights {
  const of = new Map(index.termsOf(question).map((term) => [term, index.rarity(term)]));
  return { of, total: [...of.values()].reduce((sum, weight) => sum + weight, 0) };
}

/** Weighted overlap: what is in both, by what is in either. */
function sharedWeight(left: Weights, right: Weights): number {
  let shared = 0;
  for (const [term, weight] of left.of) if (right.of.has(term)) shared += weight;
  const either = left.total + right.total - shared;
  return either === 0 ? 1 : shared / either;
}
