import { repeatedExamples, uncoveredFacts, unknownFacts, wrongValidity } from "./check/content.ts";
import { foldedNames, unlistedFigures } from "./check/figures.ts";
import { type RankingReport, rankExamples } from "./check/ranking.ts";
import { strayReferences } from "./check/references.ts";
import { formatProblem, type Problem } from "./content/problems.ts";
import { readKnowledge } from "./load.ts";

/** Share of examples, each asked as if for the first time, that must find their clause among the first three. */
export const LEAST_RANKING = 0.85;

/** What is wrong with a knowledge folder, and how well it answers. */
export interface KnowledgeReport {
  readonly ok: boolean;
  readonly clauses: number;
  readonly problems: readonly Problem[];
  /** Known facts no clause covers; allowed, but listed. */
  readonly uncovered: readonly string[];
  readonly ranking: RankingReport;
}

/** Settings of a check. */
export interface CheckOptions {
  /** Known fact ids; those of `facts.yaml` unless given. */
  readonly factIds?: ReadonlySet<string>;
}

/** Checks a knowledge folder: shape, references, figures, repeated examples, coverage, ranking. */
export async function checkKnowledge(
  folder: string,
  options: CheckOptions = {},
): Promise<KnowledgeReport> {
  const { files, problems } = await readKnowledge(folder);
  const { base, clauseFiles } = files;
  const factIds = options.factIds ?? files.factIds;
  const names = foldedNames(base.names);
  const found = [
    ...problems,
    ...unknownFacts(clauseFiles, factIds),
    ...wrongValidity(clauseFiles),
    ...repeatedExamples(clauseFiles),
    ...strayReferences(base),
    ...clauseFiles.flatMap((each) => unlistedFigures(each, names)),
  ];
  const ranking = rankExamples(base);
  const ranksWell = ranking.inFirstThree >= ranking.examples * LEAST_RANKING;
  return {
    ok: found.length === 0 && ranksWell,
    clauses: clauseFiles.length,
    problems: found,
    uncovered: uncoveredFacts(clauseFiles, factIds),
    ranking,
  };
}

/** The report as lines of text: problems first, then facts without a clause, then the ranking. */
export function formatReport(report: KnowledgeReport): string[] {
  const { clauses, problems, uncovered, ranking } = report;
  const share = ((100 * ranking.inFirstThree) / Math.max(ranking.examples, 1)).toFixed(1);
  return [
    ...problems.map(formatProblem),
    ...uncovered.map((fact) => `fact ${fact} is covered by no clause`),
    ...ranking.misses.map(
      ({ clause, example, found }) =>
        `not found: ${clause}: ${example} (found ${found.join(", ")})`,
    ),
    `${clauses} clauses, ${problems.length} problems, ${uncovered.length} facts without a clause; ` +
      `${ranking.inFirstThree} of ${ranking.examples} examples (${share} %) find their clause ` +
      `among the first three (at least ${LEAST_RANKING * 100} % wanted)`,
  ];
}
