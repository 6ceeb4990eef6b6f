import type { WindowPacer } from "./window-pacer.ts";

/** A call that has no answer yet. */
export interface UnderWay {
  /** When it went, by the clock. */
  readonly at: number;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

export function createUnderWay(at: number): UnderWay {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { at, ended, end };
}

/** Resolves once what was under way with these pacers has ended. */
export async function endOf(
  pacers: readonly WindowPacer[],
  underWay: ReadonlyMap<WindowPacer, UnderWay>,
): Promise<void> {
  for (const pacer of pacers) await underWay.get(pacer)?.ended;
}
