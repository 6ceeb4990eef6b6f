import fc from "fast-check";
import { expect, test } from "vitest";
import { drawn, FUZZ_SEED } from "./fuzz.ts";

/** What a property is tried with that says this of itself. */
function tried(parameters: fc.Parameters<[number]> = {}): readonly number[] {
  const values: number[] = [];
  fc.assert(
    fc.property(fc.integer(), (value) => {
      values.push(value);
    }),
    parameters,
  );
  return values;
}

/** What holds in every project of the suite. */
export function drawsAreRepeatable(): void {
  test("a property draws the same whenever it runs", () => {
    expect(tried()).toEqual(tried());
    expect(tried()).toEqual(tried({ seed: FUZZ_SEED }));
    expect(tried()).not.toEqual(tried({ seed: FUZZ_SEED + 1 }));
  });

  test("also one that says how often it is tried", () => {
    const few = tried({ numRuns: 20 });
    expect(few).toEqual(tried({ numRuns: 20, seed: FUZZ_SEED }));
    expect(few).toEqual(tried().slice(0, 20));
  });

  test("a property that says nothing is tried as often as the run asks for", () => {
    expect(tried()).toHaveLength(drawn(100));
  });
}
