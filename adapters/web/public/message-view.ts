import { html } from "hono/html";
import type { TokenOf } from "../../../src/engine/adapter.ts";
import type { Locale } from "../../../src/i18n/locale.ts";
import { text as words } from "../../../src/i18n/messages.ts";
import {
  type AttachmentView,
  type ButtonView,
  encodeMessage,
  type IntentView,
  type OptionView,
} from "../encode.ts";
import { BOT } from "../members.ts";
import type { PlaygroundMessage } from "../messages-port.ts";
import { publicMessages } from "./messages.ts";

/** A piece of a page. Whatever stands in a gap is text: its markup is escaped. */
export type Markup = ReturnType<typeof html>;

/** What showing messages takes. */
export interface ViewServices {
  readonly tokenOf: TokenOf;
  readonly locale: Locale;
  /** The last message the visitor has seen, when the page before knew of one. */
  readonly after?: string | undefined;
  /** Of this page: pressing one button twice counts once. */
  readonly key: string;
}

/** Messages, oldest first; the first the visitor has not seen is where reading goes on. */
export function messageList(
  messages: readonly PlaygroundMessage[],
  services: ViewServices,
): Markup {
  const after = services.after ?? messages.findLast(({ author }) => author !== BOT)?.id ?? "0";
  const unseen = messages.findIndex(({ id, author }) => author === BOT && isNewer(id, after));
  const goOn = unseen === -1 ? messages.length - 1 : unseen;
  return html`${messages.map((message, index) => messageItem(message, services, index === goOn))}`;
}

function isNewer(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}

function messageItem(message: PlaygroundMessage, services: ViewServices, isNew: boolean): Markup {
  const view = encodeMessage(message, services.tokenOf);
  const own = message.author !== BOT;
  const author = words(own ? publicMessages.you : publicMessages.bot, services.locale);
  const mark = isNew ? html` id="new" tabindex="-1"` : "";
  const said =
    "options" in view.body
      ? saidByBot(view.body, message.id, services)
      : plain(view.body.kind === "file" ? `📎 ${view.body.text}` : view.body.text);
  const lang = "options" in view.body ? html` lang="${view.body.locale}"` : "";
  return html`<article class="${own ? "own" : "bot"}"${mark}${lang}>
<p class="who"><span class="author">${author}</span> ${time(message.at)}</p>
${said}
</article>`;
}

function plain(text: string): Markup {
  return html`<p class="said">${text}</p>`;
}

function saidByBot(view: IntentView, message: string, services: ViewServices): Markup {
  const { title, text, rows, hint, footnote } = view;
  return html`${view.attachments.map(poster)}${title ? html`<h2>${title}</h2>` : ""}
${text === "" ? "" : plain(text)}
${rows.length === 0 ? "" : html`<dl>${rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`}
${hint ? html`<p class="hint">${hint}</p>` : ""}
${buttons(view, message, services)}
${footnote ? html`<p class="footnote">${footnote}</p>` : ""}`;
}

/** Codes and files are for those who have a seat, which nobody has here. */
function poster(attachment: AttachmentView): Markup {
  if (attachment.kind !== "poster") return html``;
  return html`<img class="poster" src="${attachment.src}" alt="${attachment.label}">`;
}

function buttons(view: IntentView, message: string, { locale, key }: ViewServices): Markup {
  const taps = view.buttons.filter((button) => button.kind === "tap");
  const links = view.buttons.filter((button) => button.kind === "link");
  if (view.options.length + view.buttons.length === 0) return html``;
  return html`<form class="buttons" method="post" action="/chat/tap">
<input type="hidden" name="key" value="${key}"><input type="hidden" name="message" value="${message}">
${view.options.length === 0 ? "" : html`<ol class="options" aria-label="${words(publicMessages.options, locale)}">${view.options.map(option)}</ol>`}
${taps.map(tap)}${links.map((link) => leadOut(link, locale))}
</form>`;
}

function option({ label, token }: OptionView): Markup {
  return html`<li><button name="token" value="${token}">${label}</button></li>`;
}

function tap(button: ButtonView): Markup {
  if (button.kind !== "tap") return html``;
  return html`<button class="${button.style}" name="token" value="${button.token}">${button.label}</button>`;
}

function leadOut(button: ButtonView, locale: Locale): Markup {
  if (button.kind !== "link") return html``;
  return html`<a class="button" href="${button.url}" target="_blank" rel="noopener noreferrer">${button.label}<span class="for-readers">${words(publicMessages.opensElsewhere, locale)}</span></a>`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** Month, day and time in Shanghai, where the desks are. */
function time(at: number): Markup {
  const part = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  const shown = `${part["month"]}-${part["day"]} ${part["hour"]}:${part["minute"]}`;
  return html`<time datetime="${new Date(at).toISOString()}">${shown}</time>`;
}
