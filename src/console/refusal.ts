import type { Context } from "hono";
import type { Locale } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html } from "./html.ts";
import { localeOf } from "./language.ts";
import { bareLayout } from "./layout.ts";
import { consoleMessages as messages } from "./messages.ts";

/** Why a request is turned away. */
export type Refusal =
  | "sign-in"
  | "not-allowed"
  | "forged-form"
  | "too-many"
  | "not-found"
  | "link-gone";

const STATUS = {
  "sign-in": 401,
  "not-allowed": 403,
  "forged-form": 403,
  "too-many": 429,
  "not-found": 404,
  "link-gone": 410,
} as const satisfies Record<Refusal, number>;

const SENTENCE = {
  "sign-in": messages.signInHow,
  "not-allowed": messages.notAllowed,
  "forged-form": messages.forgedForm,
  "too-many": messages.tooMany,
  "not-found": messages.notFound,
  "link-gone": messages.linkGone,
} as const;

/** Turns a request away with a page that says what to do. */
export function refuse(
  c: Context,
  refusal: Refusal,
  chosen?: Locale,
): Response | Promise<Response> {
  const locale = localeOf(c, chosen);
  const sentence = text(SENTENCE[refusal], locale);
  return c.html(bareLayout(locale, html`<p class="notice">${sentence}</p>`), STATUS[refusal]);
}
