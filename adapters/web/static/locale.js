import { recall, remember } from "./storage.js";
import { TEXTS } from "./texts.js";

/** @typedef {"zh-CN" | "en"} Locale */
/** @typedef {{ readonly zh: string, readonly en: string }} Localized */

/** @type {Locale} */
let current = chosenLocale() ?? deviceLocale();
document.documentElement.lang = current;

/** @returns {Locale | undefined} */
function chosenLocale() {
  const chosen = recall("locale");
  return chosen === "zh-CN" || chosen === "en" ? chosen : undefined;
}

/** @returns {Locale} */
function deviceLocale() {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** The language of the page. */
export const locale = () => current;

/** Chooses the language of the page, for this visit and the next. @param {Locale} chosen */
export function chooseLocale(chosen) {
  current = chosen;
  document.documentElement.lang = chosen;
  remember("locale", chosen);
}

/** A value in the language of the page. @param {Localized} localized */
export const pick = (localized) => (current === "en" ? localized.en : localized.zh);

/**
 * One of the page's own texts, its gaps filled.
 * @param {keyof typeof TEXTS} key
 * @param {Record<string, string | number>} [gaps]
 */
export function text(key, gaps = {}) {
  return pick(TEXTS[key]).replace(/\{(\w+)\}/g, (_, name) => String(gaps[name] ?? ""));
}
