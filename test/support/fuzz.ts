/** What `npm run fuzz` sets; without it the suite draws the same examples in every run. */
const { FUZZ_SEED: seed = "20261128", FUZZ_TIMES: times = "1" } = process.env;

/** What all that a property draws follows from. */
export const FUZZ_SEED = Number(seed);

/** How many times as many examples are drawn as the suite draws; patience has to grow with them. */
export const FUZZ_TIMES = Number(times);

/** How many examples a property is tried with that the suite tries with `count`. */
export function drawn(count: number): number {
  return count * FUZZ_TIMES;
}
