import { DESKS } from "../../engine/terms.ts";
import { text } from "../../i18n/messages.ts";
import { badge } from "../badge.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { deskNames, consoleMessages as messages, ticketStates } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";

const SHOWN = 200;

/** What waits at the visitor's desks; who oversees the service sees every desk. */
export function addTicketPage(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.page("/tickets", "tickets.read", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const desks = visitor.role === "specialist" ? visitor.desks : DESKS;
    const tickets = await store.tickets.waiting(desks, SHOWN);
    const title = text(messages.tickets, locale);
    const columns = [
      { head: text(messages.code, locale), cell: ({ code }: Row) => code },
      {
        head: text(messages.state, locale),
        cell: ({ state }: Row) =>
          badge(state === "open" ? "waits" : "info", text(ticketStates[state], locale)),
      },
      { head: text(messages.desk, locale), cell: (row: Row) => text(deskNames[row.desk], locale) },
      { head: text(messages.asked, locale), cell: ({ createdAt }: Row) => shownTime(createdAt) },
      {
        head: text(messages.question, locale),
        cell: ({ question }: Row) => (question.kind === "unsealed" ? question.value : ""),
      },
    ];
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.ticketsHow, locale)}</p>
      ${table(locale, columns, tickets)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}

type Row = Awaited<ReturnType<ConsoleParts["store"]["tickets"]["waiting"]>>[number];
