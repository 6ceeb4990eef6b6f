import type { Clause } from "../content/clause.ts";
import { citableFigures } from "./clause-figures.ts";
import { figuresIn } from "./extract.ts";
import { type Figure, type PlainFigure, supports } from "./figure.ts";

/** What a calculator put in and worked out, and the clauses it took its rates from. */
export interface WorkedFigures {
  readonly clauses: readonly Pick<Clause, "id">[];
  readonly inputs: readonly PlainFigure[];
  readonly figures: readonly PlainFigure[];
}

/**
 * The figures of an answer that nothing supports: neither a cited clause, nor the asker's own words,
 * nor a calculation shown with its inputs and cited clauses. An answer with any must not be sent. `names` are proper names whose numerals are no figures (沪九条).
 */
export function unsupportedFigures(
  answer: string,
  cited: readonly Clause[],
  question: string,
  names: readonly string[],
  worked: readonly WorkedFigures[] = [],
): Figure[] {
  const claims = figuresIn(answer, names);
  const support = [
    ...cited.flatMap(citableFigures),
    ...figuresIn(question),
    ...worked.filter((each) => isShown(each, claims, cited)).flatMap(placedFigures),
  ];
  return claims.filter((claimed) => !support.some((stated) => supports(stated, claimed)));
}

/** Whether an answer holds every input of a calculation and cites every clause of it. */
function isShown(
  { clauses, inputs }: WorkedFigures,
  claims: readonly Figure[],
  cited: readonly Clause[],
): boolean {
  return (
    clauses.every(({ id }) => cited.some((clause) => clause.id === id)) &&
    inputs.every((input) => claims.some((claimed) => supports(placed(input), claimed)))
  );
}

function placedFigures({ inputs, figures }: WorkedFigures): Figure[] {
  return [...inputs, ...figures].map(placed);
}

function placed(figure: PlainFigure): Figure {
  return { ...figure, text: String(figure.value), at: 0 };
}
