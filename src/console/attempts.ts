/** Counts failed tries: so many at once, then one in a while. */
export interface Attempts {
  /** Whether one more failure is still answered in full. */
  failed(): boolean;
}

/** `burst` failures at once, then one every `everyMs` (ms by the process clock). */
export function createAttempts(
  burst: number,
  everyMs: number,
  now: () => number = () => performance.now(),
): Attempts {
  let left = burst;
  let at = now();
  return {
    failed() {
      const passed = (now() - at) / everyMs;
      left = Math.min(burst, left + passed);
      at = now();
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
