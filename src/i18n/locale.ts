/** The languages every text exists in. Chinese (simplified) comes first. */
export const LOCALES = ["zh-CN", "en"] as const;

/** A language a person reads. */
export type Locale = (typeof LOCALES)[number];

/** One value in every language; the shape of all texts a person sees. */
export interface Localized<Value = string> {
  readonly zh: Value;
  readonly en: Value;
}

/** The value in the given language. */
export function localize<Value>(localized: Localized<Value>, locale: Locale): Value {
  return locale === "en" ? localized.en : localized.zh;
}

/** The supported language nearest to a platform's language tag; undefined when none is near. */
export function localeOfTag(tag: string | undefined): Locale | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  if (primary === "zh") return "zh-CN";
  return primary === "en" ? "en" : undefined;
}

const HAN = /\p{Script=Han}/gu;
/** A code such as EV-01 or 78NCH8NN holds no word: people of every language type it. */
const LATIN_WORD = /(?<![A-Za-z\d])[A-Za-z]{2,}(?!-?\d|[A-Za-z])/g;

/**
 * The language a message is written in, judged by its letters; undefined when it has none to judge by
 * (only figures, emoji or a bare code), so that the person's own language decides.
 * A sentence that mixes both counts as Chinese as soon as Chinese letters outnumber Latin words.
 */
export function localeOfText(text: string): Locale | undefined {
  const han = text.match(HAN)?.length ?? 0;
  const latinWords = text.match(LATIN_WORD)?.length ?? 0;
  if (han === 0 && latinWords === 0) return undefined;
  return han >= latinWords ? "zh-CN" : "en";
}
