import { repeatedExamples, unknownFacts, wrongValidity } from "../check/content.ts";
import { foldedNames, unlistedFigures } from "../check/figures.ts";
import type { Clause } from "../content/clause.ts";
import { type ClauseFile, readClauseFile } from "../content/clause-file.ts";
import type { Problem } from "../content/problems.ts";
import type { KnowledgeBase } from "../load.ts";
import { oneSidedChanges } from "./both-languages.ts";

/** What an edit is checked against. */
export interface EditRules {
  /** The clauses as they stand now, edits included. */
  readonly base: KnowledgeBase;
  readonly factIds: ReadonlySet<string>;
}

/** An edit that may go live, or everything that is wrong with it. */
export type CheckedEdit =
  | { readonly kind: "fine"; readonly clause: Clause }
  | {
      readonly kind: "faulty";
      readonly problems: readonly Problem[];
      /** All that is wrong is that an example stands elsewhere already. */
      readonly repeatsOnly: boolean;
    };

/** Checks a clause text by the rules of the clause files: shape, both languages and changes in both, facts, figures, dates, examples. */
export function checkEdit(id: string, content: string, rules: EditRules): CheckedEdit {
  const file = `${id}.md`;
  const read = readClauseFile(file, content);
  if (read.kind === "faulty") return { ...read, repeatsOnly: false };
  const edited = read.value;
  const before = rules.base.clauses.find((clause) => clause.id === id);
  const problems = [
    ...wrongId(id, edited),
    ...(before ? oneSidedChanges(before, edited) : []),
    ...unknownFacts([edited], rules.factIds),
    ...wrongValidity([edited]),
    ...unlistedFigures(edited, foldedNames(rules.base.names)),
  ];
  const repeats = repeatedExamples([...othersThan(id, rules.base), edited]).filter(
    (problem) => problem.file === file,
  );
  if (problems.length + repeats.length === 0) return { kind: "fine", clause: edited.clause };
  return {
    kind: "faulty",
    problems: [...problems, ...repeats],
    repeatsOnly: problems.length === 0,
  };
}

function wrongId(id: string, { file, clause, lineOf }: ClauseFile): readonly Problem[] {
  if (clause.id === id) return [];
  const message = `the id is ${clause.id}, but the clause to be edited is ${id}; an id never changes`;
  return [{ file, line: lineOf(["id"]), message }];
}

function othersThan(id: string, base: KnowledgeBase): readonly ClauseFile[] {
  return base.clauses
    .filter((clause) => clause.id !== id)
    .map((clause) => ({ file: "", clause, lineOf: () => 1 }));
}
