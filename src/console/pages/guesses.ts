import { text } from "../../i18n/messages.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { consoleMessages as messages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";

const SHOWN = 200;

/** Applications that somebody tried to get at, and how often; never who. */
export function addGuessPage(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.page("/guesses", "tickets.read", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const guessed = await store.cases.guessed(SHOWN);
    const columns = [
      { head: text(messages.code, locale), cell: (row: Row) => row.case.words.number },
      { head: text(messages.applicant, locale), cell: (row: Row) => row.case.masked },
      { head: text(messages.tries, locale), cell: ({ failed }: Row) => failed },
      { head: text(messages.since, locale), cell: ({ lastAt }: Row) => shownTime(lastAt) },
    ];
    const title = text(messages.guesses, locale);
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.guessesHow, locale)}</p>
      ${table(locale, columns, guessed)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}

type Row = Awaited<ReturnType<ConsoleParts["store"]["cases"]["guessed"]>>[number];
