import type { Locale, Localized } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html, type Markup } from "./html.ts";
import { LANGUAGE_FIELD } from "./language.ts";
import { consoleMessages as messages, roleNames } from "./messages.ts";
import { placesFor } from "./places.ts";
import { PROOF_FIELD, type Visitor } from "./visitor.ts";

/**
 * A whole page around its own part; only places that the visitor's role may see are offered.
 * The form of this id is sent along when the language is switched, so that what is written in it stays.
 */
export function layout(
  visitor: Visitor,
  locale: Locale,
  title: string,
  body: Markup,
  form?: string,
): Markup {
  return page(
    locale,
    title,
    html`<div class="shell">
      <header class="side">
        <a class="home" href="/console"
          ><img src="/look/icon.svg" width="32" height="32" alt="">${text(messages.product, locale)}</a
        >
        <nav aria-label="${text(messages.menu, locale)}">
          ${placesFor(visitor).map(
            ({ path, name, isHere }) =>
              html`<a href="${path}" ${isHere ? html`aria-current="page"` : ""}
                >${text(name, locale)}</a
              >`,
          )}
        </nav>
        ${account(visitor, locale, form)}
      </header>
      <main id="main" tabindex="-1">${body}</main>
      <footer>${text(messages.clock, locale)}</footer>
    </div>`,
  );
}

/** A page for whoever is not signed in. */
export function bareLayout(locale: Locale, body: Markup): Markup {
  return page(
    locale,
    text(messages.product, locale),
    html`<main id="main" tabindex="-1" class="narrow">
      <img src="/look/icon.svg" width="48" height="48" alt="">
      ${body}
      <p class="language">${otherLanguage(locale)}</p>
    </main>`,
  );
}

function account({ role, proof }: Visitor, locale: Locale, form?: string): Markup {
  const out = (path: string, label: Localized) => html`<form method="post" action="${path}">
    <input type="hidden" name="${PROOF_FIELD}" value="${proof}">
    <button class="quiet">${text(label, locale)}</button>
  </form>`;
  return html`<div class="account">
    ${form === undefined ? otherLanguage(locale) : formInOtherLanguage(locale, form)}
    <details>
      <summary>${text(roleNames[role], locale)}</summary>
      <div class="menu">
        ${out("/console/sign-out", messages.signOut)}
        ${out("/console/sign-out-everywhere", messages.signOutEverywhere)}
      </div>
    </details>
  </div>`;
}

/** The other language by its own name. */
function otherLanguage(locale: Locale): Markup {
  const { tag, name } = otherThan(locale);
  return html`<a lang="${tag}" href="/console/language/${tag}">${name}</a>`;
}

/** Return in a field presses the first button of its form, so one that only saves stands before the language. */
function formInOtherLanguage(locale: Locale, form: string): Markup {
  const { tag, name } = otherThan(locale);
  return html`<button form="${form}" class="for-readers" tabindex="-1" aria-hidden="true"></button>
    <button form="${form}" class="link" lang="${tag}" name="${LANGUAGE_FIELD}" value="${tag}">${name}</button>`;
}

function otherThan(locale: Locale) {
  return locale === "en"
    ? ({ tag: "zh-CN", name: "中文" } as const)
    : ({ tag: "en", name: "English" } as const);
}

function page(locale: Locale, title: string, body: Markup): Markup {
  const product = text(messages.product, locale);
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>${title === product ? title : `${title} · ${product}`}</title>
        <link rel="icon" href="/look/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/look/tokens.css">
        <link rel="stylesheet" href="/look/dark.css" media="(prefers-color-scheme: dark)">
        <link rel="stylesheet" href="/console/static/console.css">
        <link rel="stylesheet" href="/console/static/words.css">
        <link rel="stylesheet" href="/console/static/parts.css">
        <link rel="stylesheet" href="/console/static/tables.css">
        <link rel="stylesheet" href="/console/static/forms.css">
        <script type="module" src="/console/static/live.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">${text(messages.skip, locale)}</a>
        ${body}
      </body>
    </html>`;
}
