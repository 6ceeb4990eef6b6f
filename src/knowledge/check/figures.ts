import type { ClauseFile } from "../content/clause-file.ts";
import type { ProperName } from "../content/name.ts";
import type { Problem } from "../content/problems.ts";
import { statedFigures } from "../figures/clause-figures.ts";
import { figuresIn } from "../figures/extract.ts";
import { supports } from "../figures/figure.ts";
import { foldText } from "../text/normalize.ts";

/** Names whose numerals are part of the name, folded. */
export function foldedNames(names: readonly ProperName[]): string[] {
  return names
    .flatMap(({ zh, en, aliases }) => [zh, en, ...aliases].map(foldText))
    .sort((left, right) => right.length - left.length);
}

/** Figures in a body or a condition that `numbers` does not list: they could never be answered with. */
export function unlistedFigures(
  { file, clause, lineOf }: ClauseFile,
  names: readonly string[],
): Problem[] {
  const stated = statedFigures(clause);
  const texts = [
    { path: ["body", "zh"], text: clause.body.zh },
    { path: ["body", "en"], text: clause.body.en },
    ...clause.conditions.flatMap(({ zh, en }, at) => [
      { path: ["conditions", at], text: zh },
      { path: ["conditions", at], text: en },
    ]),
  ];
  return texts.flatMap(({ path, text }) =>
    figuresIn(text, names)
      .filter((figure) => !stated.some((each) => supports(each, figure)))
      .map((figure) => ({
        file,
        line: lineOf(path),
        message: `figure "${figure.text}" is not in numbers; list it there with its unit`,
      })),
  );
}
