import { may, type Permission } from "../domain/permissions.ts";
import type { Locale, Localized } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html, type Markup } from "./html.ts";
import { consoleMessages as messages, roleNames } from "./messages.ts";
import { PROOF_FIELD, type Visitor } from "./visitor.ts";

interface Place {
  readonly path: string;
  readonly name: Localized;
  readonly access: Permission;
}

/** Where one can go, in the order of the menu. */
const PLACES: readonly Place[] = [
  { path: "/console/broadcasts", name: messages.broadcasts, access: "broadcasts.look" },
  { path: "/console/tickets", name: messages.tickets, access: "tickets.read" },
  { path: "/console/untold", name: messages.untold, access: "tickets.read" },
  { path: "/console/unanswered", name: messages.unanswered, access: "knowledge.edit" },
  { path: "/console/failures", name: messages.failures, access: "failures.look" },
  { path: "/console/staff", name: messages.staff, access: "staff.look" },
];

/** A whole page around its own part; only places that the visitor's role may see are offered. */
export function layout(visitor: Visitor, locale: Locale, title: string, body: Markup): Markup {
  const places = PLACES.filter(({ access }) => may(visitor.role, access));
  const out = (path: string, label: Localized) => html`<form method="post" action="${path}">
    <input type="hidden" name="${PROOF_FIELD}" value="${visitor.proof}">
    <button class="quiet">${text(label, locale)}</button>
  </form>`;
  return page(
    locale,
    title,
    html`<header>
        <a class="home" href="/console">${text(messages.product, locale)}</a>
        <nav aria-label="${text(messages.menu, locale)}">
          ${places.map(({ path, name }) => html`<a href="${path}">${text(name, locale)}</a>`)}
        </nav>
        <div class="account">
          <span class="role">${text(roleNames[visitor.role], locale)}</span>
          ${otherLanguage(locale)} ${out("/console/sign-out", messages.signOut)}
          ${out("/console/sign-out-everywhere", messages.signOutEverywhere)}
        </div>
      </header>
      <main id="main">${body}</main>`,
  );
}

/** A page for whoever is not signed in. */
export function bareLayout(locale: Locale, body: Markup): Markup {
  const title = text(messages.product, locale);
  return page(
    locale,
    title,
    html`<main id="main" class="narrow">${body}${otherLanguage(locale)}</main>`,
  );
}

/** The other language by its own name. */
function otherLanguage(locale: Locale): Markup {
  const other = locale === "en" ? { tag: "zh-CN", name: "中文" } : { tag: "en", name: "English" };
  return html`<a class="language" lang="${other.tag}" href="/console/language/${other.tag}"
    >${other.name}</a
  >`;
}

function page(locale: Locale, title: string, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title>
        <link rel="icon" href="/console/static/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/console/static/console.css">
        <link rel="stylesheet" href="/console/static/forms.css">
        <script type="module" src="/console/static/live.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">${text(messages.skip, locale)}</a>
        ${body}
      </body>
    </html>`;
}
