import type { WindowPacer } from "./window-pacer.ts";

/** A call that has no answer yet. */
export interface UnderWay {
  /** When it went, by the clock. */
  readonly at: number;
  /** Resolves with its end. */
  ended(): Promise<void>;
  end(): void;
}

/** Hardly ever does anybody wait for the end of a call, so waiting is made ready only then. */
export function createUnderWay(at: number): UnderWay {
  let isOver = false;
  let waiting: (() => void)[] = [];
  return {
    at,
    ended: () =>
      isOver ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve)),
    end() {
      isOver = true;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}

/** Resolves once what was under way with these pacers has ended. */
export async function endOf(
  pacers: readonly WindowPacer[],
  underWay: ReadonlyMap<WindowPacer, UnderWay>,
): Promise<void> {
  for (const pacer of pacers) await underWay.get(pacer)?.ended();
}
