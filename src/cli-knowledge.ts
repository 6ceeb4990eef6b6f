import { type CliCommand, wrongUsage } from "./cli-command.ts";
import { KnowledgeProblems } from "./knowledge/content/problems.ts";
import { readKnowledge } from "./knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";

/** Checks the content; needs no database. */
export const knowledgeCommand: CliCommand = {
  name: "knowledge",
  usage: "knowledge check",
  does: "check the policy content: one line for each mistake, with file and line",
  async run(words, _settings) {
    if (words[0] !== "check") return wrongUsage(knowledgeCommand);
    const { files, problems } = await readKnowledge(KNOWLEDGE_FOLDER);
    for (const { file, line, message } of problems) {
      process.stderr.write(`${file}:${line}: ${message}\n`);
    }
    process.stdout.write(
      `${files.base.clauses.length} clauses, ${files.factIds.size} facts, ${problems.length} mistakes\n`,
    );
    return problems.length > 0 ? 1 : 0;
  },
};

/** The lines of an error that stands for mistakes in the content. */
export function knowledgeProblemsOf(error: unknown): readonly string[] | undefined {
  if (!(error instanceof KnowledgeProblems)) return undefined;
  return error.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
