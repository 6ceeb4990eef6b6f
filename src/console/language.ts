import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { type Locale, localeOfTag } from "../i18n/locale.ts";

/** The cookie with the language chosen in the console. */
export const LANGUAGE_COOKIE = "juchang_language";

/** The language of a page: chosen here, else chosen in a chat, else the browser's, else Chinese. */
export function localeOf(c: Context, chosenInChat: Locale | undefined): Locale {
  return (
    localeOfTag(getCookie(c, LANGUAGE_COOKIE)) ??
    chosenInChat ??
    localeOfTag(c.req.header("accept-language")) ??
    "zh-CN"
  );
}
