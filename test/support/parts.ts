/**
 * How many tests each part of the suite holds at least: a folder below `test/`, or `test` itself.
 * Raise the figure when a part grows; a part below its figure, or missing here, fails the whole run.
 */
export const PARTS: Readonly<Record<string, number>> = {
  test: 40,
  "test/adapters": 375,
  "test/app": 63,
  "test/cli": 38,
  "test/chaos": 85,
  "test/console": 100,
  "test/contract": 75,
  "test/delivery": 52,
  "test/domain": 230,
  "test/engine": 46,
  "test/flows": 184,
  "test/http": 53,
  "test/journeys": 121,
  "test/knowledge": 245,
  "test/queue": 20,
  "test/store": 207,
  "test/structure": 63,
  "test/support": 30,
  "test/telemetry": 30,
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
