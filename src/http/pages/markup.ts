import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { QuestionPage } from "../../delivery/question-pages.ts";
import { type Locale, type Localized, localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { pageMessages as messages } from "./messages.ts";

type Markup = ReturnType<typeof html>;

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0 auto;max-width:34rem;padding:1.25rem;font:1.0625rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.25rem;line-height:1.35}p{margin:.75rem 0}.soft{font-size:.875rem;opacity:.8}
label{display:block;font-weight:600;margin:1rem 0 .375rem}
input{width:100%;min-height:3rem;padding:.5rem .75rem;border:1px solid #767676;border-radius:.625rem;font:inherit}
button{width:100%;min-height:3rem;margin-top:1rem;border:0;border-radius:.625rem;background:#0e7560;color:#fff;font:inherit}
:focus-visible{outline:3px solid #5b9dff;outline-offset:2px}
.problem{padding:.625rem .75rem;border:1px solid #b3261e;border-radius:.625rem}`;

/** What the page's own style is known by in its Content-Security-Policy. */
export const STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** What a form shows and carries. */
export interface FormView {
  readonly page: QuestionPage;
  readonly proof: string;
  readonly locale: Locale;
  readonly problem?: string | undefined;
}

/** The one question, and where to write. What was written wrongly is not written back into the page. */
export function formPage({ page, proof, locale, problem }: FormView): Markup {
  const { label, text: asked, personal } = page.question;
  const keyboard = personal === "phone" ? "tel" : "text";
  return whole(
    locale,
    messages.title,
    html`<h1>${label}</h1>
      <p>${asked}</p>
      ${problem === undefined ? "" : html`<p class="problem" id="problem" role="alert">${problem}</p>`}
      <form method="post" autocomplete="off">
        <input type="hidden" name="proof" value="${proof}">
        <label for="said">${label}</label>
        <input id="said" name="said" type="text" inputmode="${keyboard}" maxlength="500" required
          autocomplete="off" autocapitalize="off" spellcheck="false"
          ${problem === undefined ? "" : html`autofocus aria-invalid="true" aria-describedby="problem"`}>
        <button>${text(messages.submit, locale)}</button>
      </form>
      <p class="soft">${text(messages.why, locale)}</p>`,
  );
}

/** It was taken. */
export function takenPage(locale: Locale): Markup {
  const title = text(messages.takenTitle, locale);
  return whole(
    locale,
    messages.title,
    html`<h1>${title}</h1><p>${text(messages.taken, locale)}</p>`,
  );
}

/** There is nothing here any more: in both languages, since nothing is known of the reader. */
export function gonePage({ title, goneTitle, gone }: GoneWords = messages): Markup {
  const said = (locale: Locale) =>
    html`<section lang="${locale}">
      <h1>${localize(goneTitle, locale)}</h1>
      <p>${localize(gone, locale)}</p>
    </section>`;
  return whole("zh-CN", title, html`${said("zh-CN")}${said("en")}`);
}

type GoneWords = Readonly<Record<"title" | "goneTitle" | "gone", Localized>>;

/** A page of our own around what it says. */
function whole(locale: Locale, title: Localized, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow, noarchive">
        <meta name="referrer" content="no-referrer">
        <title>${localize(title, locale)}</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body><main>${body}</main></body>
    </html>`;
}
