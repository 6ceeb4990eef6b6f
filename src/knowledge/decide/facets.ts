import type { Localized } from "../../i18n/locale.ts";
import type { Clause, OpenDetail } from "../content/clause.ts";
import type { Facet, Outside, Phrases, Quantity } from "../content/outside.ts";
import { foldText } from "../text/normalize.ts";
import { anyPhrase } from "../text/phrases.ts";

/** A detail a question asks for: a named one, or just a kind of figure (how much, how long). */
export type AskedDetail =
  | { readonly kind: "facet"; readonly key: string; readonly words: string; readonly facet: Facet }
  | { readonly kind: "quantity"; readonly words: string; readonly quantity: Quantity };

/** A detail the clause in hand does not give; `detail` is what its source says it leaves open. */
export interface OpenAsked {
  readonly detail: Localized | undefined;
  /** The words that asked for it. */
  readonly words: string;
}

/** Finds the details a folded question asks for. */
export type DetailFinder = (folded: string) => AskedDetail[];

/** Builds the finder from the content's words for details. */
export function buildDetailFinder({ facets, quantities }: Outside): DetailFinder {
  const facetPatterns = Object.entries(facets).map(([key, facet]) => ({
    patterns: withPhrases(facet, facet.patterns),
    asked: (words: string): AskedDetail => ({ kind: "facet", key, words, facet }),
  }));
  const quantityPatterns = Object.values(quantities).map((quantity) => ({
    patterns: withPhrases(quantity, quantity.patterns),
    asked: (words: string): AskedDetail => ({ kind: "quantity", words, quantity }),
  }));
  return (folded) =>
    [...facetPatterns, ...quantityPatterns].flatMap(({ patterns, asked }) => {
      const found = patterns.map((pattern) => pattern.exec(folded)).find((match) => match !== null);
      return found === undefined ? [] : [asked(found?.[0] ?? "")];
    });
}

function withPhrases(phrases: Phrases, patterns: readonly RegExp[]): RegExp[] {
  const words = anyPhrase(phrases);
  return words === undefined ? [...patterns] : [words, ...patterns];
}

/**
 * What a clause leaves open of an asked detail; undefined when it gives it.
 * A legal principle ("the shortest time needed") answers how much and how long without a figure.
 */
export function leftOpen(clause: Clause, asked: AskedDetail): OpenAsked | undefined {
  const { words } = asked;
  if (asked.kind === "quantity") {
    const isPrinciple = clause.source.class === "law";
    const isStated = isPrinciple || statesUnit(clause, asked.quantity.units);
    return isStated ? undefined : { detail: undefined, words };
  }
  const { facet } = asked;
  const detail = declaredOpen(clause, asked);
  if (facet.statedBy?.includes(clause.id) || statesUnit(clause, facet.units)) return undefined;
  if (detail !== undefined) return { detail, words };
  const isItsMatter = facet.statedBy === undefined || clauseText(clause).includes(words);
  return isItsMatter ? undefined : { detail: undefined, words };
}

/** Whether a clause gives an asked detail for certain, not only fails to leave it open. */
export function gives(clause: Clause, asked: AskedDetail): boolean {
  if (asked.kind === "quantity") return statesUnit(clause, asked.quantity.units);
  const { statedBy, units } = asked.facet;
  return statedBy?.includes(clause.id) === true || statesUnit(clause, units);
}

/** The detail a clause itself declares open under this key. */
export function declaredOpen(clause: Clause, asked: AskedDetail): OpenDetail | undefined {
  if (asked.kind === "quantity") return undefined;
  const keys = [asked.key, ...asked.facet.about];
  return clause.notStated.find(({ about }) => about.some((word) => keys.includes(word)));
}

/** Whether a clause states a figure in one of these units. */
export function statesUnit(clause: Clause, units: Facet["units"]): boolean {
  return clause.numbers.some(({ unit, period }) =>
    units.some((each) => each === unit || period?.startsWith(`${each}-`)),
  );
}

/** What a clause itself says, folded: its title and both bodies. */
export function clauseText({ title, body }: Clause): string {
  return foldText([title.zh, title.en, body.zh, body.en].join("\n"));
}
