import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { LOCALES, type Locale, localeOfTag } from "../i18n/locale.ts";
import { cookieOptions } from "./sessions.ts";

/** The cookie with the language chosen in the console. */
const LANGUAGE_COOKIE = "juchang_language";

/** The language of a page: chosen here, else chosen in a chat, else the browser's, else Chinese. */
export function localeOf(c: Context, chosenInChat: Locale | undefined): Locale {
  return (
    localeOfTag(getCookie(c, LANGUAGE_COOKIE)) ??
    chosenInChat ??
    localeOfTag(c.req.header("accept-language")) ??
    "zh-CN"
  );
}

/** The field by which a form asks for itself in another language, with what is written in it. */
export const LANGUAGE_FIELD = "language";

const YEAR_S = 365 * 24 * 60 * 60;

/** Remembers a language of ours for a year; undefined when the tag is none. */
export function chooseLanguage(c: Context, tag: string, secure: boolean): Locale | undefined {
  const chosen = LOCALES.find((known) => known === tag);
  if (chosen) setCookie(c, LANGUAGE_COOKIE, chosen, { ...cookieOptions(secure), maxAge: YEAR_S });
  return chosen;
}
