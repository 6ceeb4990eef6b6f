/**
 * Money in fen (1/100 yuan) as a safe integer: exact, small enough for JSON, and every amount a
 * calculator takes is at most `MOST_FEN`. The one product that could pass 2^53 goes through bigint.
 */
export type Fen = number;

/** The largest amount that is calculated with: 100 million yuan. */
export const MOST_FEN: Fen = 100_000_000_00;

const FEN_PER_YUAN = 100;
/** Rates are kept in millionths, so that 0.5% is the whole number 5,000. */
const MILLIONTHS_PER_PERCENT = 10_000;
const MILLION = 1_000_000n;

/** Whether an amount can be calculated with: whole fen, more than nothing, not beyond the limit. */
export function isCalculable(amount: Fen): boolean {
  return Number.isSafeInteger(amount) && amount > 0 && amount <= MOST_FEN;
}

/** A percentage of an amount, rounded half up to the fen. */
export function percentOf(amount: Fen, percent: number): Fen {
  const millionths = BigInt(Math.round(percent * MILLIONTHS_PER_PERCENT));
  return Number((BigInt(amount) * millionths + MILLION / 2n) / MILLION);
}

/** Equal instalments and a last one that makes the sum exact. */
export interface Instalments {
  readonly count: number;
  readonly regular: Fen;
  readonly last: Fen;
}

/**
 * An amount in `count` instalments, rounded half up to the fen; where so little is owed that rounding up
 * would leave less than nothing for the last one, they are rounded down.
 */
export function splitEvenly(amount: Fen, count: number): Instalments {
  const rounded = Math.floor((2 * amount + count) / (2 * count));
  const regular = rounded * (count - 1) > amount ? Math.floor(amount / count) : rounded;
  return { count, regular, last: amount - regular * (count - 1) };
}

/** An amount in yuan as a number, for comparing with figures. */
export function inYuan(amount: Fen): number {
  return amount / FEN_PER_YUAN;
}

/** An amount in yuan as it is written: 2,000 or 13,888.89. */
export function writeYuan(amount: Fen): string {
  const yuan = Math.trunc(amount / FEN_PER_YUAN);
  const rest = amount % FEN_PER_YUAN;
  const whole = String(yuan).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, "0")}`;
}

/** Yuan, as a text or a clause states them, in whole fen; undefined when they go below the fen. */
export function toFen(yuan: number): Fen | undefined {
  const fen = Math.round(yuan * FEN_PER_YUAN);
  return Math.abs(yuan * FEN_PER_YUAN - fen) < 1e-4 ? fen : undefined;
}
