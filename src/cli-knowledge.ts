import { type CliCommand, wrongUsage } from "./cli-command.ts";
import { withStore } from "./cli-database.ts";
import { openEditing } from "./cli-knowledge-editing.ts";
import { knowledgeVerbs } from "./cli-knowledge-verbs.ts";
import { KnowledgeProblems } from "./knowledge/content/problems.ts";
import { readKnowledge } from "./knowledge/load.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";

/** Checks the content, which needs no database, and edits it for staff, which does. */
export const knowledgeCommand: CliCommand = {
  name: "knowledge",
  usage: `knowledge check | ${knowledgeVerbs.map(({ usage }) => usage).join(" | ")}`,
  does: "check the policy content; read, edit and withdraw clauses while the service runs",
  async run(words, settings) {
    const [name = "", ...rest] = words;
    if (name === "check") return checkContent();
    const verb = knowledgeVerbs.find((each) => each.name === name);
    if (!verb) return wrongUsage(knowledgeCommand);
    const wish = verb.read(rest);
    if (wish === undefined) return wrongUsage({ usage: `knowledge ${verb.usage}` });
    return withStore(settings, async (store) => wish(await openEditing(store)));
  },
};

async function checkContent(): Promise<number> {
  const { files, problems } = await readKnowledge(KNOWLEDGE_FOLDER);
  for (const { file, line, message } of problems) {
    process.stderr.write(`${file}:${line}: ${message}\n`);
  }
  process.stdout.write(
    `${files.base.clauses.length} clauses, ${files.factIds.size} facts, ${problems.length} mistakes\n`,
  );
  return problems.length > 0 ? 1 : 0;
}

/** The lines of an error that stands for mistakes in the content. */
export function knowledgeProblemsOf(error: unknown): readonly string[] | undefined {
  if (!(error instanceof KnowledgeProblems)) return undefined;
  return error.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
