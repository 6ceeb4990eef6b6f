import type { TextEntry } from "../search/text-index.ts";

/** What an engine found: the entry's position and how sure it is, in a measure of its own. */
export interface Found {
  readonly entry: number;
  readonly confidence: number;
}

/** A way of searching that a benchmark can run. */
export interface SearchEngine {
  /** Builds an index over the entries; the returned search gives at most `limit`, best first. */
  build(entries: readonly TextEntry[]): (question: string, limit: number) => readonly Found[];
}
