import MiniSearch from "minisearch";
import type { SearchEngine } from "./engine.ts";

const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** Pairs of Han characters, a lone one by itself, other words whole: MiniSearch's own splitting finds no Chinese. */
function bigrams(text: string): string[] {
  return (text.match(RUNS) ?? []).flatMap((run) => {
    const characters = [...run];
    if (!HAN.test(run) || characters.length === 1) return [run];
    return characters.slice(1).map((second, at) => `${characters[at]}${second}`);
  });
}

/** MiniSearch as it comes, but for its tokenizer: the peer our own index has to beat. */
export const miniSearchEngine: SearchEngine = {
  build(entries) {
    const search = new MiniSearch({ fields: ["title", "text", "asked"], tokenize: bigrams });
    search.addAll(
      entries.map(({ title, text, asked }, id) => ({ id, title, text, asked: asked.join("\n") })),
    );
    return (question, limit) =>
      search
        .search(question)
        .slice(0, limit)
        .map(({ id, score }) => ({ entry: Number(id), confidence: score }));
  },
};
