import type { Clause } from "../content/clause.ts";
import { citableFigures } from "./clause-figures.ts";
import { figuresIn } from "./extract.ts";
import { type Figure, supports } from "./figure.ts";

/**
 * The figures of an answer that nothing supports: neither a cited clause nor the asker's own words.
 * An answer with any must not be sent. `names` are proper names whose numerals are no figures (沪九条).
 */
export function unsupportedFigures(
  answer: string,
  cited: readonly Clause[],
  question: string,
  names: readonly string[],
): Figure[] {
  const support = [...cited.flatMap(citableFigures), ...figuresIn(question)];
  return figuresIn(answer, names).filter(
    (claimed) => !support.some((stated) => supports(stated, claimed)),
  );
}
