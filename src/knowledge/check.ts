import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  missingEnglish,
  repeatedExamples,
  uncoveredFacts,
  unknownFacts,
  wrongValidity,
} from "./check/content.ts";
import { foldedNames, unlistedFigures } from "./check/figures.ts";
import { type RankingReport, rankExamples } from "./check/ranking.ts";
import { strayReferences } from "./check/references.ts";
import { sampleExamples, sampleFingerprints } from "./check/samples.ts";
import { formatProblem, type Problem } from "./content/problems.ts";
import { readKnowledge } from "./load.ts";
import { readProgrammes } from "./programmes/load.ts";

/** Share of examples, each asked as if for the first time, that must find their clause among the first three. */
const LEAST_RANKING = 0.85;

/** What is wrong with a knowledge folder, and how well it is found. */
export interface KnowledgeReport {
  readonly ok: boolean;
  readonly clauses: number;
  readonly facts: number;
  readonly problems: readonly Problem[];
  /** Undefined while files cannot be read: what rests on them would only repeat that. */
  readonly ranking: RankingReport | undefined;
}

/** Checks a knowledge folder; `samples` is a folder of sample questions (JSON lines) no example may repeat. */
export async function checkKnowledge(folder: string, samples?: string): Promise<KnowledgeReport> {
  const { files, problems } = await readKnowledge(folder);
  problems.push(...(await readProgrammes(folder)).problems);
  const { base, clauseFiles, factIds } = files;
  const read = { clauses: clauseFiles.length, facts: factIds.size };
  if (problems.length > 0) return { ok: false, ...read, problems, ranking: undefined };
  const names = foldedNames(base.names);
  const factsText = await readFile(join(folder, "facts.yaml"), "utf8").catch(() => "");
  const found = [
    ...unknownFacts(clauseFiles, factIds),
    ...uncoveredFacts(clauseFiles, factIds, factsText),
    ...wrongValidity(clauseFiles),
    ...missingEnglish(clauseFiles),
    ...repeatedExamples(clauseFiles),
    ...sampleExamples(clauseFiles, await sampleFingerprints(folder, samples)),
    ...strayReferences(base),
    ...clauseFiles.flatMap((each) => unlistedFigures(each, names)),
  ];
  const ranking = rankExamples(base, clauseFiles);
  const ranksWell = ranking.inFirstThree >= ranking.examples * LEAST_RANKING;
  return {
    ok: found.length === 0 && ranksWell,
    ...read,
    problems: found,
    ranking,
  };
}

/** The mistakes of a report, one line each with file and line. */
export function mistakeLines({ problems }: KnowledgeReport): string[] {
  return problems.map(formatProblem);
}

/** What a report says besides the mistakes: examples that miss their clause, then the figures. */
export function reportLines({ clauses, facts, problems, ranking }: KnowledgeReport): string[] {
  return [
    ...(ranking === undefined ? [] : rankingLines(ranking)),
    `${clauses} clauses, ${facts} facts, ${problems.length} mistakes`,
  ];
}

function rankingLines({ examples, inFirstThree, misses }: RankingReport): string[] {
  const share = ((100 * inFirstThree) / Math.max(examples, 1)).toFixed(1);
  return [
    ...misses.map(
      ({ file, line, example, found }) =>
        `${file}:${line}: not found when left out: ${example} (finds ${found.join(", ") || "nothing"})`,
    ),
    `${inFirstThree} of ${examples} examples (${share} %) find their clause among the first three ` +
      `when left out; at least ${LEAST_RANKING * 100} % wanted`,
  ];
}
