import type { Recorded } from "./record.ts";

/** The share of points that tests must reach. */
const MUST_REACH = 0.95;

/** How much of the flows the tests reached. */
export interface Coverage {
  readonly isEnough: boolean;
  /** For the end of the run: one line, and one for each point nobody reached. */
  readonly lines: readonly string[];
}

/** Judges what a whole run reached; a run in which no flow was ever registered reached nothing. */
export function judgeCoverage({ known, reached }: Recorded): Coverage {
  const missed = [...known].filter((point) => !reached.has(point)).sort();
  const share = known.size === 0 ? 0 : 1 - missed.length / known.size;
  const isEnough = share >= MUST_REACH;
  const percent = `${(100 * share).toFixed(1)} %`;
  const least = isEnough ? "" : `, at least ${100 * MUST_REACH} % are expected`;
  return {
    isEnough,
    lines: [
      `${isEnough ? "" : "TOO FEW: "}flow steps: ${known.size - missed.length} of ${known.size} reached (${percent})${least}`,
      ...missed.map((point) => `  not reached: ${point}`),
    ],
  };
}
