import { text } from "../i18n/messages.ts";
import { html } from "./html.ts";
import { localeOf } from "./language.ts";
import { layout } from "./layout.ts";
import { consoleMessages as messages } from "./messages.ts";
import { addFailurePage } from "./pages/failures.ts";
import { addStaffPage } from "./pages/staff.ts";
import { addTicketPage } from "./pages/tickets.ts";
import { addUnansweredPage } from "./pages/unanswered.ts";
import { addUntoldPage } from "./pages/untold.ts";
import type { ConsoleParts } from "./parts.ts";
import type { ConsoleRouter } from "./router.ts";

/** The first page, and the simple pages that only show. */
export function addOverview(router: ConsoleRouter, parts: ConsoleParts): void {
  router.page("/", "console.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const counts = await parts.store.counts();
    const figures = [
      [messages.countQueued, counts.outboundQueued + counts.outboundLater],
      [messages.countUncertain, counts.outboundUncertain],
      [messages.countTickets, counts.ticketsWaiting],
      [messages.countFailures, counts.failures],
    ] as const;
    const title = text(messages.overview, locale);
    const body = html`<h1>${title}</h1>
      <dl class="figures">
        ${figures.map(
          ([label, value]) =>
            html`<div>
              <dt>${text(label, locale)}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`;
    return c.html(layout(visitor, locale, title, body));
  });
  addTicketPage(router, parts);
  addUntoldPage(router, parts);
  addUnansweredPage(router, parts);
  addFailurePage(router, parts);
  addStaffPage(router, parts);
}
