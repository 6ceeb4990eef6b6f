import type { Clause } from "../content/clause.ts";

const SHANGHAI_AHEAD_MS = 8 * 60 * 60_000;

/** The calendar day in Shanghai at an instant (ms UTC), as `YYYY-MM-DD`. */
export function dayInShanghai(at: number): string {
  return new Date(at + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);
}

/** The day so many days later. */
export function laterDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a clause holds on a day; its dates may be as coarse as a year, and both ends belong to it. */
export function holdsOn({ validFrom, validTo }: Clause, day: string): boolean {
  const hasBegun = validFrom === undefined || day.slice(0, validFrom.length) >= validFrom;
  const hasEnded = validTo !== undefined && day.slice(0, validTo.length) > validTo;
  return hasBegun && !hasEnded;
}
