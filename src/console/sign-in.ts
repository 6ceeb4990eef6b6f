import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { sameText, signIn } from "../domain/console-access.ts";
import { text } from "../i18n/messages.ts";
import { type Attempts, createAttempts } from "./attempts.ts";
import { html } from "./html.ts";
import { localeOf } from "./language.ts";
import { bareLayout } from "./layout.ts";
import { consoleMessages as messages } from "./messages.ts";
import type { ConsoleParts } from "./parts.ts";
import { refuse } from "./refusal.ts";
import type { ConsoleRouter } from "./router.ts";
import { cookieName, cookieOptions, type Sessions } from "./sessions.ts";
import { PROOF_FIELD } from "./visitor.ts";

const FAILURES_AT_ONCE = 30;
const FAILURE_EVERY_MS = 2_000;

/**
 * Signing in: a link opens a page with one button, and only the button uses the link up, so that a chat which looks
 * at the link to preview it does no harm. The button works in the browser that opened the page and in no other.
 */
export function addSignIn(router: ConsoleRouter, parts: ConsoleParts, sessions: Sessions): void {
  const { secrets, store, secure } = parts;
  const browserCookie = cookieName("browser", secure);
  const attempts = createAttempts(FAILURES_AT_ONCE, FAILURE_EVERY_MS);
  const proofOf = (link: string, browser: string) => secrets.proof(link, `browser ${browser}`);

  router.open("GET", "/sign-in", (c) => refuse(c, "sign-in"));

  router.open("GET", "/sign-in/:link", async (c) => {
    const link = c.req.param("link") ?? "";
    if (!secrets.isGenuine(link)) return fail(c, attempts);
    if (!(await store.console.isLinkOpen(secrets.kept(link)))) return refuse(c, "link-gone");
    const browser = getCookie(c, browserCookie) ?? randomBytes(24).toString("base64url");
    setCookie(c, browserCookie, browser, cookieOptions(secure));
    const locale = localeOf(c, undefined);
    const page = html`<h1>${text(messages.signInTitle, locale)}</h1>
      <p>${text(messages.signInConfirm, locale)}</p>
      <form method="post">
        <input type="hidden" name="${PROOF_FIELD}" value="${proofOf(link, browser)}">
        <button class="primary">${text(messages.signInButton, locale)}</button>
      </form>`;
    return c.html(bareLayout(locale, page));
  });

  router.open("POST", "/sign-in/:link", async (c, form) => {
    const link = c.req.param("link") ?? "";
    if (!secrets.isGenuine(link)) return fail(c, attempts);
    const browser = getCookie(c, browserCookie);
    const isSameBrowser =
      browser !== undefined && sameText(form[PROOF_FIELD] ?? "", proofOf(link, browser));
    if (!isSameBrowser) return refuse(c, "forged-form");
    const session = await store.inTransaction((transaction) => signIn(transaction, secrets, link));
    if (session === undefined) return refuse(c, "link-gone");
    sessions.begin(c, session);
    return c.redirect("/console", 303);
  });

  router.action("/sign-out", "console.look", async (c) => {
    await sessions.end(c);
    return c.redirect("/console/sign-in", 303);
  });

  router.action("/sign-out-everywhere", "console.look", async (c, { person }) => {
    await store.console.endSessionsOf(person);
    await store.audit.add({ who: person, what: "console.signed_out_everywhere", onWhat: person });
    await sessions.end(c);
    return c.redirect("/console/sign-in", 303);
  });
}

function fail(c: Context, attempts: Attempts): Response | Promise<Response> {
  return refuse(c, attempts.failed() ? "link-gone" : "too-many");
}
