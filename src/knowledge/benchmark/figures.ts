/** How one question went: which places of the ranking are right, and how sure the first one was. */
export interface Outcome {
  /** Place of the first right entry, counted from 1; undefined when none of the ranked ones is right. */
  readonly place: number | undefined;
  /** The engine's confidence in its first entry; 0 when it found nothing. */
  readonly confidence: number;
  /** Whether the base holds an answer at all. */
  readonly answerable: boolean;
}

/** Share of out-of-scope questions that `coverage` lets through. */
const LEAKAGE = 0.1;

/** Share of answerable questions with a right entry among the first `places`. */
export function hitRate(outcomes: readonly Outcome[], places: number): number {
  return average(answerable(outcomes).map(({ place = Infinity }) => (place <= places ? 1 : 0)));
}

/** Mean reciprocal place of the first right entry among the first ten. */
export function meanReciprocalRank(outcomes: readonly Outcome[]): number {
  return average(answerable(outcomes).map(({ place = Infinity }) => (place <= 10 ? 1 / place : 0)));
}

/** Chance that an answerable question is surer than an out-of-scope one, ties half; null without either. */
export function areaUnderCurve(outcomes: readonly Outcome[]): number | null {
  const [inside, outside] = confidences(outcomes);
  if (inside.length === 0 || outside.length === 0) return null;
  let wins = 0;
  let below = 0;
  let upTo = 0;
  for (const confidence of inside) {
    while ((outside[below] ?? Infinity) < confidence) below += 1;
    while ((outside[upTo] ?? Infinity) <= confidence) upTo += 1;
    wins += (below + upTo) / 2;
  }
  return wins / (inside.length * outside.length);
}

/** Share of answerable questions above the confidence that a tenth of the out-of-scope ones exceed; null without either. */
export function coverageAtLeakage(outcomes: readonly Outcome[]): number | null {
  const [inside, outside] = confidences(outcomes);
  if (inside.length === 0 || outside.length === 0) return null;
  const threshold = outside[outside.length - 1 - Math.floor(outside.length * LEAKAGE)] ?? 0;
  return inside.filter((confidence) => confidence > threshold).length / inside.length;
}

/** The value that a share (0 to 1) of the values does not exceed; 0 without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0;
}

function answerable(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter((each) => each.answerable);
}

/** Confidences of answerable and of out-of-scope questions, each in rising order. */
function confidences(outcomes: readonly Outcome[]): [number[], number[]] {
  const rising = outcomes.toSorted((left, right) => left.confidence - right.confidence);
  const of = (isAnswerable: boolean) =>
    rising.filter((each) => each.answerable === isAnswerable).map(({ confidence }) => confidence);
  return [of(true), of(false)];
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
