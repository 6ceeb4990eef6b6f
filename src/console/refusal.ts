import type { Context } from "hono";
import type { Locale } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html, type Markup } from "./html.ts";
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

const WORDS = {
  "sign-in": [messages.signInFirst, messages.signInHow],
  "not-allowed": [messages.notAllowedTitle, messages.notAllowed],
  "forged-form": [messages.refusedTitle, messages.forgedForm],
  "too-many": [messages.tooManyTitle, messages.tooMany],
  "not-found": [messages.notFoundTitle, messages.notFound],
  "link-gone": [messages.linkGoneTitle, messages.linkGone],
} as const;

/** Turns a request away with a page that says what to do. */
export function refuse(
  c: Context,
  refusal: Refusal,
  chosen?: Locale,
): Response | Promise<Response> {
  const locale = localeOf(c, chosen);
  const [title, sentence] = WORDS[refusal];
  const body = html`<h1>${text(title, locale)}</h1>
    <p>${text(sentence, locale)}</p>
    ${refusal === "sign-in" || refusal === "link-gone" ? commandLine(locale) : wayHome(locale)}`;
  return c.html(bareLayout(locale, body), STATUS[refusal]);
}

function wayHome(locale: Locale): Markup {
  return html`<p><a class="button" href="/console">${text(messages.home, locale)}</a></p>`;
}

function commandLine(locale: Locale): Markup {
  return html`<p class="hint">${text(messages.signInCommandLine, locale)}</p>
    <pre><code>npm run -s cli -- console link</code></pre>`;
}
