import type { Locale } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html, type Markup } from "./html.ts";
import { consoleMessages as messages } from "./messages.ts";

/** A column: its heading and what a row holds in it. */
export interface Column<Row> {
  readonly head: string;
  cell(row: Row): string | number | Markup;
}

/**
 * A table that turns into a list of cards on a narrow screen; what is there instead when it has no rows.
 * Its roles are spelled out: as cards it would lose them.
 */
export function table<Row>(
  locale: Locale,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  empty: Markup = nothing(locale),
): Markup {
  if (rows.length === 0) return empty;
  return html`<table role="table">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ head }) => html`<th scope="col" role="columnheader">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            ${columns.map(
              ({ head, cell }) =>
                html`<td role="cell" data-label="${head}"><div>${cell(row)}</div></td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function nothing(locale: Locale): Markup {
  return html`<p class="empty">${text(messages.nothing, locale)}</p>`;
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
