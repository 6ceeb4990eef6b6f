import type { ClauseFile } from "../content/clause-file.ts";

/** An example of how people ask, and the line it stands on. */
export interface AskedExample {
  readonly example: string;
  readonly line: number;
}

/** All examples of a clause, Chinese first, in their order. */
export function eachExample({ clause, lineOf }: ClauseFile): AskedExample[] {
  return (["zh", "en"] as const).flatMap((language) =>
    clause.asked[language].map((example, at) => ({
      example,
      line: lineOf(["asked", language, at]),
    })),
  );
}
