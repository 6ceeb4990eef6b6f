import { formatMoment } from "../../i18n/dates.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { findEvents } from "../../store/events/read.ts";
import type { EventView } from "../../store/events/views.ts";
import { badge } from "../badge.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { table } from "../table.ts";
import { eventMessages as messages, stateOfNext } from "./messages.ts";
import { seatsShown, sumOf } from "./seats.ts";

const PAST = 30;

/** All events with their seats in numbers; names stand in the roster alone. */
export function addEventList(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.page("/events", "events.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const [ahead, past] = await store.read(async (transaction) => [
      await findEvents(transaction, { by: "ahead", unpublished: true }),
      await findEvents(transaction, { by: "past", limit: PAST }),
    ]);
    const title = text(messages.title, locale);
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.how, locale)}</p>
      ${eventTable(ahead, locale, noEvents(locale))}
      ${
        past.length === 0
          ? ""
          : html`<h2>${text(messages.past, locale)}</h2>${eventTable(past, locale)}`
      }`;
    return c.html(layout(visitor, locale, title, body));
  });
}

/** Events, a row each. */
export function eventTable(
  events: readonly EventView[],
  locale: Locale,
  empty: Markup = html``,
): Markup {
  const columns = [
    {
      head: text(messages.name, locale),
      cell: ({ code, title }: EventView) =>
        html`<a href="/console/events/${code}">${localize(title, locale)}</a>
          <small class="code">${code}</small>`,
    },
    {
      head: text(messages.state, locale),
      cell: (event: EventView) => {
        const { name, tone } = stateOfNext(event);
        return badge(tone, text(name, locale));
      },
    },
    {
      head: text(messages.next, locale),
      cell: ({ sessions: [next], zone }: EventView) =>
        next ? formatMoment(next.startsAt, zone, locale) : "",
    },
    {
      head: text(messages.seats, locale),
      cell: ({ sessions }: EventView) => seatsShown(sumOf(sessions), locale),
    },
    {
      head: text(messages.waiting, locale),
      cell: ({ sessions }: EventView) => sumOf(sessions).waiting,
    },
  ];
  return table(locale, columns, events, empty);
}

function noEvents(locale: Locale): Markup {
  return html`<div class="empty">
    <p>${text(messages.none, locale)}</p>
    <pre><code>npm run -s cli -- events import FILE</code></pre>
  </div>`;
}
