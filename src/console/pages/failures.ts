import { text } from "../../i18n/messages.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { consoleMessages as messages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";

const SHOWN = 200;

/** Events whose turn hit a bug and that nobody has settled; never anybody's words. */
export function addFailurePage(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.page("/failures", "failures.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const failures = await store.failures.open(SHOWN);
    const title = text(messages.failures, locale);
    const columns = [
      { head: text(messages.code, locale), cell: ({ id }: Row) => id },
      { head: text(messages.cause, locale), cell: ({ cause }: Row) => cause },
      { head: text(messages.since, locale), cell: ({ at }: Row) => shownTime(at) },
    ];
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.failuresHow, locale)}</p>
      <pre><code>npm run -s cli -- failures retry ID
npm run -s cli -- failures drop ID</code></pre>
      ${table(locale, columns, failures)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}

type Row = Awaited<ReturnType<ConsoleParts["store"]["failures"]["open"]>>[number];
