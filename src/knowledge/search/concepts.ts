import type { ProperName } from "../content/name.ts";
import type { SynonymGroup } from "../content/synonyms.ts";
import { foldText } from "../text/normalize.ts";

/** Finds what a text talks about whatever word it uses: one term per group of words for the same thing. */
export interface Concepts {
  /** Terms such as `#12`, in order of appearance; where several words fit, the longest counts. */
  find(folded: string): string[];
}

/** For texts without synonyms or names of their own. */
export const NO_CONCEPTS: Concepts = { find: () => [] };

interface Word {
  readonly folded: string;
  readonly concept: string;
}

/** Builds the finder from the synonym groups and the proper names with their other spellings. */
export function buildConcepts(
  synonyms: readonly SynonymGroup[],
  names: readonly ProperName[],
): Concepts {
  const wordsByStart = byStart(conceptsOfWords(synonyms, names));
  function wordAt(text: string, at: number): Word | undefined {
    const start = text.slice(at, at + START_LENGTH);
    return (
      firstFitting(wordsByStart.get(start), text, at) ??
      firstFitting(wordsByStart.get(start.charAt(0)), text, at)
    );
  }
  return {
    find(text) {
      const found: string[] = [];
      for (let at = 0; at < text.length; ) {
        const word = wordAt(text, at);
        if (word !== undefined) found.push(word.concept);
        at += word?.folded.length ?? 1;
      }
      return found;
    },
  };
}

function firstFitting(
  words: readonly Word[] | undefined,
  text: string,
  at: number,
): Word | undefined {
  return words?.find(({ folded }) => text.startsWith(folded, at) && standsAlone(text, at, folded));
}

function conceptsOfWords(
  synonyms: readonly SynonymGroup[],
  names: readonly ProperName[],
): Map<string, string> {
  const conceptOf = new Map<string, string>();
  for (const [at, { words }] of synonyms.entries()) assign(conceptOf, words, `#${at}`);
  names.forEach(({ zh, en, aliases }, at) => {
    const words = [zh, en, ...aliases];
    const known = words.map((word) => conceptOf.get(foldText(word))).find((each) => each);
    assign(conceptOf, words, known ?? `#name${at}`);
  });
  return conceptOf;
}

/** A word that already stands for something keeps that meaning. */
function assign(conceptOf: Map<string, string>, words: readonly string[], concept: string): void {
  for (const word of words) {
    const folded = foldText(word);
    if (folded !== "" && !conceptOf.has(folded)) conceptOf.set(folded, concept);
  }
}

const START_LENGTH = 2;

/** Words by their first two characters, longest first; those of one character by that. */
function byStart(conceptOf: ReadonlyMap<string, string>): Map<string, Word[]> {
  const grouped = new Map<string, Word[]>();
  for (const [folded, concept] of conceptOf) {
    const start = folded.slice(0, START_LENGTH);
    grouped.set(start, [...(grouped.get(start) ?? []), { folded, concept }]);
  }
  for (const words of grouped.values()) {
    words.sort((left, right) => right.folded.length - left.folded.length);
  }
  return grouped;
}

const LATIN = /[a-z0-9]/;

/** Latin letters and digits count as whole words only. */
function standsAlone(text: string, at: number, word: string): boolean {
  const end = at + word.length;
  const startsInside = runsOn(text.charAt(at - 1), word.charAt(0));
  return !startsInside && !runsOn(word.charAt(word.length - 1), text.charAt(end));
}

function runsOn(left: string, right: string): boolean {
  return LATIN.test(left) && LATIN.test(right);
}
