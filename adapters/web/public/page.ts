import { html } from "hono/html";
import type { Locale } from "../../../src/i18n/locale.ts";
import { text as words } from "../../../src/i18n/messages.ts";
import type { PlaygroundMessage } from "../messages-port.ts";
import { type Markup, messageList, type ViewServices } from "./message-view.ts";
import { type Problem, problemMessages, publicMessages, suggestionMessages } from "./messages.ts";

/** The longest message a visitor may send, in UTF-16 units. */
export const MAX_SAID_CHARS = 2_000;

const ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,image/jpeg,image/png,application/pdf";

/** What one page shows. */
export interface ChatPage extends ViewServices {
  readonly messages: readonly PlaygroundMessage[];
  /** There are older messages than these. */
  readonly hasEarlier: boolean;
  /** These are not the newest ones. */
  readonly isPast: boolean;
  /** Why the last thing was not sent, and what it said. */
  readonly problem?: { readonly code: Problem; readonly text: string } | undefined;
}

/** The whole page. It needs no script: one only brings replies to it by itself. */
export function chatPage(page: ChatPage): Markup {
  const { locale, messages, problem } = page;
  const say = (name: keyof typeof publicMessages) => words(publicMessages[name], locale);
  return html`<!doctype html>
<html lang="${locale}">
${head(say("title"), html`<script type="module" src="/chat/static/public-chat.js"></script>`)}
<body>
<header>
<img src="/look/icon.svg" width="40" height="40" alt="">
<div class="names"><h1>${say("name")}</h1><p>${say("about")}</p></div>
<nav><a class="switch" href="/chat?lang=${locale === "en" ? "zh" : "en"}" lang="${locale === "en" ? "zh-CN" : "en"}">${say("switchTo")}</a></nav>
</header>
<main>
<section class="welcome"><p class="intro">${say("welcome")}</p><p class="privacy">${say("privacy")}</p></section>
${page.hasEarlier ? html`<p class="pager"><a href="/chat?before=${messages[0]?.id ?? ""}">${say("earlier")}</a></p>` : ""}
<section class="log" role="log" aria-label="${say("log")}" data-newest="${page.isPast ? "" : (messages.at(-1)?.id ?? "0")}">
${messageList(messages, page)}
</section>
${messages.length === 0 ? suggestions(page) : ""}
${problem ? html`<p class="problem" role="alert">${words(problemMessages[problem.code], locale)}</p>` : ""}
<p class="pager">${page.isPast ? html`<a href="/chat">${say("newest")}</a>` : html`<a class="refresh" href="/chat#new">${say("refresh")}</a>`}</p>
<p class="fresh" role="status" hidden><a href="/chat#new">${say("fresh")}</a></p>
</main>
<form class="composer" method="post" action="/chat" aria-label="${say("label")}">
<input type="hidden" name="key" value="${page.key}">
<label for="text">${say("label")}</label>
<textarea id="text" name="text" rows="2" maxlength="${MAX_SAID_CHARS}" required>${problem?.text ?? ""}</textarea>
<button class="primary">${say("send")}</button>
</form>
<details class="attach"><summary>${say("file")}</summary>
<form method="post" action="/chat/file" enctype="multipart/form-data">
<input type="hidden" name="key" value="${page.key}">
<label for="file">${say("fileHint")}</label>
<input id="file" type="file" name="file" accept="${ACCEPTED}" required>
<button class="primary">${say("sendFile")}</button>
</form></details>
<footer><form method="post" action="/chat/leave"><button>${say("leave")}</button> <span>${say("leaveHint")}</span></form></footer>
</body>
</html>`;
}

/** The dark colours, for whoever's device is dark. */
const DARK_TOO = html`<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/look/dark.css" media="(prefers-color-scheme: dark)">`;

/** What stands in the head of every page; all of it from this service. */
export function head(title: string, more: Markup, colours = DARK_TOO): Markup {
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/look/icon.svg">
<link rel="stylesheet" href="/look/tokens.css">
${colours}
<link rel="stylesheet" href="/chat/static/public-chat.css">
<link rel="stylesheet" href="/chat/static/public-attach.css">
<link rel="stylesheet" href="/chat/static/public-messages.css">
${more}
</head>`;
}

function suggestions({ locale, key }: { readonly locale: Locale; readonly key: string }): Markup {
  const asked = Object.values(suggestionMessages).map((suggestion) => words(suggestion, locale));
  return html`<form class="suggestions" method="post" action="/chat">
<input type="hidden" name="key" value="${key}">
<p>${words(publicMessages.suggestions, locale)}</p>
${asked.map((text) => html`<button name="text" value="${text}">${text}</button>`)}
</form>`;
}
