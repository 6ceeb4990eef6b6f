/** What changed between two texts, line by line: `- ` went, `+ ` came, in order; equal lines are left out. */
export function changedLines(before: string, after: string): readonly string[] {
  const old = before.split("\n");
  const young = after.split("\n");
  const common = commonLengths(old, young);
  const changes: string[] = [];
  let left = 0;
  let right = 0;
  while (left < old.length || right < young.length) {
    if (left < old.length && right < young.length && old[left] === young[right]) {
      left += 1;
      right += 1;
    } else if (lengthAt(common, left + 1, right) >= lengthAt(common, left, right + 1)) {
      changes.push(`- ${old[left]}`);
      left += 1;
    } else {
      changes.push(`+ ${young[right]}`);
      right += 1;
    }
  }
  return changes;
}

type Lengths = readonly (readonly number[])[];

/** -1 beyond either end, so that a text that is used up is never the one to go on in. */
function lengthAt(lengths: Lengths, left: number, right: number): number {
  return lengths[left]?.[right] ?? -1;
}

/** How many lines the rests of both texts have in common, from each pair of lines on. */
function commonLengths(old: readonly string[], young: readonly string[]): Lengths {
  const lengths = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: young.length + 1 }, () => 0),
  );
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = young.length - 1; right >= 0; right -= 1) {
      const longest =
        old[left] === young[right]
          ? 1 + lengthAt(lengths, left + 1, right + 1)
          : Math.max(lengthAt(lengths, left + 1, right), lengthAt(lengths, left, right + 1));
      lengths[left]?.splice(right, 1, longest);
    }
  }
  return lengths;
}
