/**
 * How many tests each part of the suite holds at least: a folder below `test/`, or `test` itself.
 * Raise the figure when a part grows; a part below its figure, or missing here, fails the whole run.
 */
export const PARTS: Readonly<Record<string, number>> = {
  test: 103,
  "test/adapters": 742,
  "test/app": 65,
  "test/cli": 112,
  "test/chaos": 87,
  "test/console": 151,
  "test/contract": 76,
  "test/delivery": 84,
  "test/domain": 553,
  "test/engine": 70,
  "test/flows": 380,
  "test/http": 89,
  "test/journeys": 194,
  "test/knowledge": 426,
  "test/queue": 22,
  "test/store": 249,
  "test/structure": 133,
  "test/support": 43,
  "test/telemetry": 70,
};

/** The part a test file belongs to. */
export function partOf(path: string): string {
  return path.split("/").slice(0, -1).slice(0, 2).join("/");
}

/** What is wrong with the number of tests per part, one sentence each. */
export function shortfalls(
  expected: Readonly<Record<string, number>>,
  found: Readonly<Record<string, number>>,
): readonly string[] {
  const short = Object.entries(expected).flatMap(([part, atLeast]) => {
    const count = found[part] ?? 0;
    return count >= atLeast
      ? []
      : [`${part} holds ${count} tests, at least ${atLeast} are expected (test/support/parts.ts)`];
  });
  const unlisted = Object.keys(found).filter((part) => !(part in expected));
  return [
    ...short,
    ...unlisted.map(
      (part) => `${part} is not listed with its number of tests (test/support/parts.ts)`,
    ),
  ];
}
