/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** A whole number from 0 up to, but without, `limit`. */
  below(limit: number): number;
  /** One of these, each as likely as its weight. */
  weighted<Value>(choices: readonly (readonly [weight: number, value: Value])[]): Value;
  /** These in another order. */
  shuffled<Value>(values: readonly Value[]): readonly Value[];
}

/** Mulberry32: small, and good enough to choose what happens next. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      const [last] = choices.slice(-1);
      if (!last) throw new Error("There is nothing to choose from");
      return last[1];
    },
    shuffled(values) {
      return values
        .map((value) => ({ value, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ value }) => value);
    },
  };
}
