import type { Desk } from "./engine/terms.ts";
import { openCompiled } from "./knowledge/content/compiled.ts";
import { KnowledgeProblems } from "./knowledge/content/problems.ts";
import { type KnowledgeFiles, readKnowledge } from "./knowledge/load.ts";
import { type LiveKnowledge, openLiveKnowledge } from "./knowledge/overlay/live.ts";
import { type ProgrammeBook, readProgrammes, toBook } from "./knowledge/programmes/load.ts";
import { foldText } from "./knowledge/text/normalize.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";
import type { Store } from "./store/store.ts";

/** The flows an answer may point at. */
export const ROUTED_FLOWS = ["desk", "calc", "firstaid", "status", "events"] as const;

/** The knowledge files, and the clauses as staff left them. */
export interface Knowledge {
  readonly folder: string;
  readonly files: KnowledgeFiles;
  readonly live: LiveKnowledge;
  readonly programmes: ProgrammeBook;
}

/** Loads the content and prepares the answers; throws `KnowledgeProblems` with all that is wrong. */
export async function openKnowledge(folder = KNOWLEDGE_FOLDER): Promise<Knowledge> {
  const compiled = await openCompiled(folder);
  const { files, problems } = await readKnowledge(folder, compiled);
  const { programmes, problems: wrong } = await readProgrammes(folder, compiled);
  const all = [...problems, ...wrong];
  if (all.length > 0) throw new KnowledgeProblems(all);
  return { folder, files, live: openLiveKnowledge(files.base), programmes: toBook(programmes) };
}

/** What the store tells of edits. */
export function editFeed(store: Pick<Store, "knowledge" | "onKnowledgeEdited">) {
  const { edits, mark } = store.knowledge;
  return { edits, mark, onEdited: store.onKnowledgeEdited };
}

/** The desk that probably handles a question. */
export function suggestDesk(live: LiveKnowledge, question: string): Desk {
  return live.current().guide.suggest(foldText(question), "general");
}
