import { parseArgs } from "node:util";
import { checkKnowledge, mistakeLines, reportLines } from "../knowledge/check.ts";
import { formatProblem, KnowledgeProblems } from "../knowledge/content/problems.ts";
import { KNOWLEDGE_FOLDER } from "../paths.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { openEditing } from "./knowledge-editing.ts";
import { knowledgeVerbs } from "./knowledge-verbs.ts";
import { withStore } from "./store.ts";

/** Checks the content, which needs no database, and edits it for staff, which does. */
export const knowledgeCommand: CliCommand = {
  name: "knowledge",
  usage: `knowledge check [--samples FOLDER] | ${knowledgeVerbs.map(({ usage }) => `knowledge ${usage}`).join(" | ")}`,
  does: "check the policy content; read, edit and withdraw clauses while the service runs",
  async run(words, settings) {
    const [name = "", ...rest] = words;
    if (name === "check") return checkContent(rest);
    const verb = knowledgeVerbs.find((each) => each.name === name);
    if (!verb) return wrongUsage(knowledgeCommand);
    const wish = verb.read(rest);
    if (wish === undefined) return wrongUsage({ usage: `knowledge ${verb.usage}` });
    return withStore(settings, async (store) => wish(await openEditing(store)));
  },
};

async function checkContent(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { samples: { type: "string" } },
  });
  if (positionals.length > 0) return wrongUsage(knowledgeCommand);
  const report = await checkKnowledge(KNOWLEDGE_FOLDER, values.samples);
  for (const line of mistakeLines(report)) process.stderr.write(`${line}\n`);
  for (const line of reportLines(report)) process.stdout.write(`${line}\n`);
  return report.ok ? 0 : 1;
}

/** The lines of an error that stands for mistakes in the content. */
export function knowledgeProblemsOf(error: unknown): readonly string[] | undefined {
  return error instanceof KnowledgeProblems ? error.problems.map(formatProblem) : undefined;
}
