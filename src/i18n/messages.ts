import { type Locale, type Localized, localize } from "./locale.ts";

/** A text with named gaps: the same parameters in every language. */
export type Template<Parameters> = Localized<(parameters: Parameters) => string>;

/** A text of the catalogue: fixed, or with named gaps. */
type Entry = Localized<string> | Localized<(parameters: never) => string>;

/**
 * A catalogue of texts beside the code that uses them; a missing language is a compile error.
 * Entries are `{ zh: "…", en: "…" }` or `{ zh: (p: P) => "…", en: (p: P) => "…" }`.
 */
export function defineMessages<Catalogue extends Record<string, Entry>>(
  catalogue: Catalogue,
): Catalogue {
  return catalogue;
}

/** A fixed text in the person's language. */
export function text(entry: Localized<string>, locale: Locale): string {
  return localize(entry, locale);
}

/** A text with its gaps filled, in the person's language. */
export function fill<Parameters>(
  entry: Template<Parameters>,
  locale: Locale,
  parameters: Parameters,
): string {
  return localize(entry, locale)(parameters);
}

/** A number with its noun in English, such as `1 group` and `2 groups`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
