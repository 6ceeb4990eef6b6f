import { NO_CONCEPTS } from "../search/concepts.ts";
import { GENERAL_SETTINGS } from "../search/settings.ts";
import { buildTextIndex, confidenceOf } from "../search/text-index.ts";
import type { SearchEngine } from "./engine.ts";

/** The index that answers people, without synonyms or names: a benchmark's base brings none. */
export const ownEngine: SearchEngine = {
  build(entries) {
    const index = buildTextIndex(entries, NO_CONCEPTS, GENERAL_SETTINGS);
    return (question, limit) =>
      index
        .rank(index.terms(question), limit)
        .map((match) => ({ entry: match.entry, confidence: confidenceOf(match) }));
  },
};
