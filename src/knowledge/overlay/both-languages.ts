import type { Clause } from "../content/clause.ts";
import type { ClauseFile } from "../content/clause-file.ts";
import type { Problem } from "../content/problems.ts";

/** The same words in both languages. */
interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** What people read of a clause; how they ask is told apart by language anyway. */
const READ: Readonly<Record<string, (clause: Clause) => InBoth>> = {
  title: ({ title }) => title,
  audience: ({ audience }) => audience,
  conditions: ({ conditions }) => joined(conditions),
  notStated: ({ notStated }) => joined(notStated),
  body: ({ body }) => body,
};

/**
 * Where an edit changes what is said in one language and leaves the other as it was, so that Chinese and
 * English would say different things from then on. Signs and white space do not count.
 */
export function oneSidedChanges(
  before: Clause,
  { file, clause, lineOf }: ClauseFile,
): readonly Problem[] {
  return Object.entries(READ).flatMap(([field, wordsOf]) => {
    const [was, is] = [wordsOf(before), wordsOf(clause)];
    const changed = { zh: differ(was.zh, is.zh), en: differ(was.en, is.en) };
    if (changed.zh === changed.en) return [];
    const [one, other] = changed.zh ? ["Chinese", "English"] : ["English", "Chinese"];
    const message = `the ${one} ${field} changed and the ${other} did not: change both, so that they say the same`;
    return [{ file, line: lineOf([field]), message }];
  });
}

function joined(parts: readonly InBoth[]): InBoth {
  return {
    zh: parts.map(({ zh }) => zh).join("\n"),
    en: parts.map(({ en }) => en).join("\n"),
  };
}

function differ(one: string, other: string): boolean {
  return bare(one) !== bare(other);
}

function bare(text: string): string {
  return text.normalize("NFKC").replace(/[\p{P}\p{Z}\s]+/gu, "");
}
