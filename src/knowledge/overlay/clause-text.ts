import { parseDocument, stringify } from "yaml";
import type { Clause } from "../content/clause.ts";

const HEAD = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** The keys of a clause file in the order people expect; `body` stands below the front matter. */
const ORDER = [
  "id",
  "facts",
  "title",
  "dimension",
  "audience",
  "numbers",
  "conditions",
  "desk",
  "notStated",
  "asked",
  "source",
  "validFrom",
  "validTo",
] as const satisfies readonly (keyof Clause)[];

/** A clause in the form of a clause file; reading it back gives an equal clause. */
export function renderClause(clause: Clause): string {
  const head = Object.fromEntries(
    ORDER.flatMap((key) => (clause[key] === undefined ? [] : [[key, clause[key]] as const])),
  );
  const { zh, en } = clause.body;
  return `---\n${stringify(head, { lineWidth: 0, aliasDuplicateObjects: false })}---\n## zh\n${zh}\n\n## en\n${en}\n`;
}

/** A clause file with one more example of how people ask; everything else stays as it was written. */
export function addExample(content: string, language: "zh" | "en", example: string): string {
  const match = HEAD.exec(content);
  if (match === null) throw new Error("This is no clause file: it has no front matter");
  const document = parseDocument(match[1] ?? "");
  document.addIn(["asked", language], example);
  const head = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  return `---\n${head}---\n${content.slice(match[0].length)}`;
}
