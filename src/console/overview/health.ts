import type { Locale, Localized } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { badge } from "../badge.ts";
import { html, type Markup } from "../html.ts";
import { overviewMessages as messages } from "./messages.ts";

/** Names of ours; a platform is called what it calls itself. */
const NAMES: Readonly<Record<string, Localized>> = {
  database: messages.database,
  queue: messages.queue,
  telegram: { zh: "Telegram", en: "Telegram" },
  slack: { zh: "Slack", en: "Slack" },
};

/** What the service needs, and whether each can be used now. Reasons are for the server, and stay there. */
export function healthLine(checks: Readonly<Record<string, string>>, locale: Locale): Markup {
  const all = Object.entries(checks);
  const isWell = all.every(([, said]) => said === "ok");
  return html`<h2>${text(messages.health, locale)}</h2>
    <p class="meta">
      ${all.map(([name, said]) => {
        const word = text(said === "ok" ? messages.well : messages.unwell, locale);
        const known = NAMES[name];
        return html`<span
          >${known ? text(known, locale) : name} ${badge(said === "ok" ? "good" : "bad", word)}</span
        >`;
      })}
    </p>
    ${
      isWell
        ? ""
        : html`<p>${text(messages.unwellHow, locale)} <code>npm run -s cli -- doctor</code></p>`
    }`;
}
