import type { Locale, Localized } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { overviewMessages as messages } from "./messages.ts";

/** A number of the first page, with where to see what it counts. */
export interface Figure {
  readonly label: Localized;
  readonly value: number | string;
  readonly href?: string;
  /** A word beside it, such as since when. */
  readonly note?: string | undefined;
  /** It asks for somebody as soon as it isn't nothing. */
  readonly calls?: boolean;
}

/** Figures as cards; a card that leads somewhere is a link as a whole. */
export function figureCards(figures: readonly Figure[], locale: Locale): Markup {
  return html`<dl class="figures">
    ${figures.map(({ label, value, href, note, calls }) => {
      const name = text(label, locale);
      return html`<div class="${value === 0 ? "nothing" : calls ? "calls" : ""}">
        <dt>${href ? html`<a href="${href}">${name}</a>` : name}</dt>
        <dd>${value}${note ? html` <small>${note}</small>` : ""}</dd>
      </div>`;
    })}
  </dl>`;
}

/** How many were found, of a list that was read up to a limit. */
export function counted(found: number, limit: number, locale: Locale): number | string {
  return found < limit ? found : fill(messages.more, locale, { count: limit });
}
