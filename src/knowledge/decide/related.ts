import type { Clause } from "../content/clause.ts";
import type { RankedClause } from "../search/clause-index.ts";

/** Related clauses: how many (one more where parts of the question name some), from what share of the first one's score, and what belonging to it adds. */
const MOST_RELATED = 2;
const RELATED_SHARE = 0.5;
const BELONGING: readonly number[] = [0.4, 0.3];
/** What being named by a part of the question adds. */
const NAMED = 0.4;
/** Reports come after the policy's own clauses, and one is enough. */
const REPORT_FACTOR = 0.6;
const MOST_REPORTS = 1;

/** The clauses that complete the chosen one: those that fit nearly as well, are `named` besides, or belong to it. */
export function relatedTo(
  chosen: RankedClause,
  ranking: readonly RankedClause[],
  named: readonly Clause[],
  parts: {
    readonly clauseById: ReadonlyMap<string, Clause>;
    readonly related: Readonly<Record<string, readonly string[]>>;
  },
): Clause[] {
  const shares = new Map(
    ranking.map(({ clause, score }) => {
      const factor = isReport(clause) && !isReport(chosen.clause) ? REPORT_FACTOR : 1;
      return [clause.id, (factor * score) / chosen.score];
    }),
  );
  for (const { id } of named) shares.set(id, (shares.get(id) ?? 0) + NAMED);
  (parts.related[chosen.clause.id] ?? []).forEach((id, at) => {
    shares.set(id, (shares.get(id) ?? 0) + (BELONGING[at] ?? 0));
  });
  const fitting = [...shares]
    .filter(([id, share]) => id !== chosen.clause.id && share >= RELATED_SHARE)
    .sort(([, left], [, right]) => right - left)
    .flatMap(([id]) => parts.clauseById.get(id) ?? []);
  const tooManyReports = fitting.filter(isReport).slice(MOST_REPORTS);
  return fitting
    .filter((clause) => !tooManyReports.includes(clause))
    .slice(0, MOST_RELATED + Math.min(named.length, 1));
}

function isReport({ source }: Clause): boolean {
  return source.class === "public";
}
