/** One thing wrong in the content, where, and what to do. */
export interface Problem {
  /** Path inside the knowledge folder. */
  readonly file: string;
  /** First line of the faulty part, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** The content cannot be used; holds every problem found, not only the first. */
export class KnowledgeProblems extends Error {
  override readonly name = "KnowledgeProblems";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      `The knowledge base has problems; correct them:\n${problems.map(formatProblem).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** A problem as one line: `file:line message`. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} ${problem.message}`;
}
