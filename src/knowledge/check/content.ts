import type { ClauseFile } from "../content/clause-file.ts";
import type { Problem } from "../content/problems.ts";
import { foldText } from "../text/normalize.ts";

/** Facts a clause cites that nobody knows. */
export function unknownFacts(
  files: readonly ClauseFile[],
  factIds: ReadonlySet<string>,
): Problem[] {
  return files.flatMap(({ file, clause, lineOf }) =>
    clause.facts.flatMap((fact, at) => {
      if (factIds.has(fact)) return [];
      const message = `unknown fact ${fact}; use an id of knowledge/facts.yaml or add it there`;
      return [{ file, line: lineOf(["facts", at]), message }];
    }),
  );
}

/** Examples that stand twice, in one clause or in two. */
export function repeatedExamples(files: readonly ClauseFile[]): Problem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, clause, lineOf }) =>
    (["zh", "en"] as const).flatMap((language) =>
      clause.asked[language].flatMap((example, at) => {
        const key = foldText(example).replace(/[^\p{L}\p{N}]/gu, "");
        const earlier = first.get(key);
        first.set(key, earlier ?? clause.id);
        if (earlier === undefined) return [];
        const message = `asked example "${example}" is already used by ${earlier}; word it differently`;
        return [{ file, line: lineOf(["asked", language, at]), message }];
      }),
    ),
  );
}

/** Validity that ends before it begins. */
export function wrongValidity(files: readonly ClauseFile[]): Problem[] {
  return files.flatMap(({ file, clause: { validFrom, validTo }, lineOf }) => {
    if (validFrom === undefined || validTo === undefined || validFrom <= validTo) return [];
    const message = `validTo ${validTo} is before validFrom ${validFrom}; correct one of the dates`;
    return [{ file, line: lineOf(["validTo"]), message }];
  });
}
