import type { Locale } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html, type Markup } from "./html.ts";
import { consoleMessages as messages } from "./messages.ts";

/** A column: its heading and what a row holds in it. */
export interface Column<Row> {
  readonly head: string;
  cell(row: Row): string | number | Markup;
}

/** A table that turns into a list of cards on a narrow screen; a sentence when it has no rows. */
export function table<Row>(
  locale: Locale,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Markup {
  if (rows.length === 0) return html`<p class="empty">${text(messages.nothing, locale)}</p>`;
  return html`<table>
    <thead>
      <tr>
        ${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map(({ head, cell }) => html`<td data-label="${head}">${cell(row)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const SHOWN = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** A moment (ms UTC) by the clock in Shanghai, such as 2026-03-01 14:30. */
export function shownTime(at: number): string {
  return SHOWN.format(at);
}
