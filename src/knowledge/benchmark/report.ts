import { KnowledgeProblems } from "../content/problems.ts";
import { type BenchData, QUESTIONS_FILE } from "./data.ts";
import type { SearchEngine } from "./engine.ts";
import { entriesOf, measureEngine, type RetrievalFigures } from "./measure.ts";
import { ownEngine } from "./own-engine.ts";

/** What `bench retrieval` prints: our figures, and those of other engines of the same run. */
export interface RetrievalReport extends RetrievalFigures {
  /** Most memory the process held up to the end of our own part, in MB. */
  readonly rss_mb: number;
  /** By engine; empty where the peers, which are for development only, are not installed. */
  readonly peers: Readonly<Record<string, RetrievalFigures>>;
  /** With learning: how many questions were stored, and our figures on the same questions without them. */
  readonly learning?: { readonly stored: number; readonly before: RetrievalFigures };
}

/**
 * Measures our index and its peers; `learnDev` stores the dev half's questions with the entries that
 * answer them and asks the test half only. Throws `KnowledgeProblems` when nothing is left to ask.
 */
export async function benchRetrieval(
  data: BenchData,
  { learnDev }: { readonly learnDev: boolean },
): Promise<RetrievalReport> {
  const learnt = learnDev ? data.questions.filter(({ split }) => split === "dev") : [];
  const asked = learnDev ? data.questions.filter(({ split }) => split === "test") : data.questions;
  if (asked.length === 0) {
    const message = "holds no question of the split test: nothing is left to ask";
    throw new KnowledgeProblems([{ file: QUESTIONS_FILE, line: 1, message }]);
  }
  const ids = data.entries.map(({ id }) => id);
  const entries = entriesOf(data, learnt);
  const own = measureEngine(ownEngine, entries, ids, asked);
  // maxRSS is in kilobytes on every platform.
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const peers: Record<string, RetrievalFigures> = {};
  for (const [name, engine] of await installedPeers()) {
    peers[name] = measureEngine(engine, entries, ids, asked);
  }
  const report = { ...own, rss_mb: memory, peers };
  if (!learnDev) return report;
  const before = measureEngine(ownEngine, entriesOf(data, []), ids, asked);
  return { ...report, learning: { stored: learnt.length, before } };
}

/** The peers that can be loaded: a production installation leaves them out. */
async function installedPeers(): Promise<readonly (readonly [string, SearchEngine])[]> {
  try {
    const { miniSearchEngine } = await import("./minisearch-engine.ts");
    return [["minisearch-bigram", miniSearchEngine]];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
      return [];
    }
    throw error;
  }
}
