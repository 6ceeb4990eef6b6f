import { parseArgs } from "node:util";
import { type CliCommand, wrongUsage } from "./cli-command.ts";
import { checkKnowledge, mistakeLines, reportLines } from "./knowledge/check.ts";
import { formatProblem, KnowledgeProblems } from "./knowledge/content/problems.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";

/** Checks the content; needs no database. */
export const knowledgeCommand: CliCommand = {
  name: "knowledge",
  usage: "knowledge check [--samples FOLDER]",
  does: "check the policy content: one line for each mistake, with file and line",
  async run(words, _settings) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { samples: { type: "string" } },
    });
    if (positionals.length !== 1 || positionals[0] !== "check") return wrongUsage(knowledgeCommand);
    const report = await checkKnowledge(KNOWLEDGE_FOLDER, values.samples);
    for (const line of mistakeLines(report)) process.stderr.write(`${line}\n`);
    for (const line of reportLines(report)) process.stdout.write(`${line}\n`);
    return report.ok ? 0 : 1;
  },
};

/** The lines of an error that stands for mistakes in the content. */
export function knowledgeProblemsOf(error: unknown): readonly string[] | undefined {
  return error instanceof KnowledgeProblems ? error.problems.map(formatProblem) : undefined;
}
