import { KnowledgeProblems } from "../knowledge/content/problems.ts";
import { readKnowledge } from "../knowledge/load.ts";
import { clauseSource } from "../knowledge/overlay/clause-source.ts";
import type { EditResult } from "../knowledge/overlay/edit-result.ts";
import type { EditorParts } from "../knowledge/overlay/editor.ts";
import { dayInShanghai } from "../knowledge/overlay/validity.ts";
import { KNOWLEDGE_FOLDER } from "../paths.ts";
import type { Store } from "../store/store.ts";

/** What the commands that edit clauses work with. */
export interface Editing {
  readonly store: Store;
  readonly editor: EditorParts;
}

export async function openEditing(store: Store): Promise<Editing> {
  const { files, problems } = await readKnowledge(KNOWLEDGE_FOLDER);
  if (problems.length > 0) throw new KnowledgeProblems(problems);
  const source = clauseSource(KNOWLEDGE_FOLDER, files);
  return { store, editor: { files, source, today: () => dayInShanghai(Date.now()) } };
}

/** Says what became of an edit; the exit code. */
export function reportEdit(result: EditResult): number {
  switch (result.kind) {
    case "saved":
      process.stdout.write(`${result.clause}: version ${result.version}, ${result.state}\n`);
      return 0;
    case "unchanged":
      process.stdout.write("nothing to change: it is in that state already\n");
      return 0;
    case "refused":
      for (const reason of [`refused (${result.why})`, ...result.reasons]) {
        process.stderr.write(`${reason}\n`);
      }
      return 1;
    case "moved_on":
      process.stderr.write(
        `somebody else changed it meanwhile; it is at version ${result.version} now. What they changed:\n`,
      );
      for (const line of result.changes) process.stderr.write(`${line}\n`);
      return 1;
    case "unknown_clause":
      process.stderr.write("there is no such clause: knowledge list shows the edited ones\n");
      return 1;
  }
}
