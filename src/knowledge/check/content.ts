import type { ClauseFile } from "../content/clause-file.ts";
import type { Problem } from "../content/problems.ts";
import { foldText } from "../text/normalize.ts";
import { eachExample } from "./examples.ts";

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

/** Facts no clause covers, with their line in `facts.yaml`. */
export function uncoveredFacts(
  files: readonly ClauseFile[],
  factIds: ReadonlySet<string>,
  factsText: string,
): Problem[] {
  const covered = new Set(files.flatMap(({ clause }) => clause.facts));
  const lines = factsText.split("\n");
  return [...factIds]
    .filter((fact) => !covered.has(fact))
    .map((fact) => ({
      file: "facts.yaml",
      line: lines.findIndex((line) => line.startsWith(`${fact}:`)) + 1,
      message: `fact ${fact} is covered by no clause; write one, or add the id to a clause that states it`,
    }));
}

/** Examples that stand twice, in one clause or in two. */
export function repeatedExamples(files: readonly ClauseFile[]): Problem[] {
  const first = new Map<string, string>();
  return files.flatMap((file) =>
    eachExample(file).flatMap(({ example, line }) => {
      const key = foldText(example).replace(/[^\p{L}\p{N}]/gu, "");
      const earlier = first.get(key);
      first.set(key, earlier ?? file.clause.id);
      if (earlier === undefined) return [];
      const message = `asked example "${example}" is already used by ${earlier}; word it differently`;
      return [{ file: file.file, line, message }];
    }),
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

/** English texts that hold no English, and English examples written in Chinese only. */
export function missingEnglish(files: readonly ClauseFile[]): Problem[] {
  return files.flatMap(({ file, clause, lineOf }) => {
    const texts: (readonly [string, readonly PropertyKey[]])[] = [
      [clause.title.en, ["title", "en"]],
      [clause.audience.en, ["audience", "en"]],
      [clause.body.en, ["body", "en"]],
      ...clause.conditions.map(({ en }, at) => [en, ["conditions", at]] as const),
      ...clause.notStated.map(({ en }, at) => [en, ["notStated", at]] as const),
      ...clause.numbers.map(({ what }, at) => [what.en, ["numbers", at]] as const),
      ...clause.asked.en.map((example, at) => [example, ["asked", "en", at]] as const),
    ];
    return texts
      .filter(([english]) => !/[a-z]{2}/i.test(english))
      .map(([, path]) => ({
        file,
        line: lineOf(path),
        message: "the English text is missing; write it beside the Chinese one",
      }));
  });
}
