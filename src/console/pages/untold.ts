import type { Locale, Localized } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { consoleMessages as messages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";

const SHOWN = 200;

/** Applications whose owners could not be told of a change; names are masked. */
export function addUntoldPage(router: ConsoleRouter, { store, programmes }: ConsoleParts): void {
  router.page("/untold", "tickets.read", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const untold = await store.cases.untold(SHOWN);
    const title = text(messages.untold, locale);
    const columns = [
      { head: text(messages.code, locale), cell: (row: Row) => row.case.words.number },
      { head: text(messages.applicant, locale), cell: (row: Row) => row.case.masked },
      {
        head: text(messages.programme, locale),
        cell: (row: Row) => nameOf(programmes.find(row.case.programme), row.case.programme, locale),
      },
      {
        head: text(messages.status, locale),
        cell: (row: Row) =>
          nameOf(programmes.find(row.case.programme)?.status(row.status), row.status, locale),
      },
      { head: text(messages.since, locale), cell: (row: Row) => shownTime(row.since) },
    ];
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.untoldHow, locale)}</p>
      ${table(locale, columns, untold)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}

/** A name, or the id where there is none any more. */
function nameOf(
  named: { readonly name: Localized } | undefined,
  id: string,
  locale: Locale,
): string {
  return named ? text(named.name, locale) : id;
}

type Row = Awaited<ReturnType<ConsoleParts["store"]["cases"]["untold"]>>[number];
