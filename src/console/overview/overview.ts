import { may } from "../../domain/permissions.ts";
import { text } from "../../i18n/messages.ts";
import type { Counts } from "../../store/counts.ts";
import { findEvents } from "../../store/events/read.ts";
import type { EventView } from "../../store/events/views.ts";
import { eventTable } from "../events/list.ts";
import { sumOf } from "../events/seats.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { consoleMessages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { type Figure, figureCards } from "./figures.ts";
import { firstSteps } from "./first-steps.ts";
import { healthLine } from "./health.ts";
import { overviewMessages as messages } from "./messages.ts";
import { toDo } from "./to-do.ts";

const NEXT_EVENTS = 5;

/** The first page: what needs somebody, what is going on, what to begin with. */
export function addOverview(router: ConsoleRouter, parts: ConsoleParts): void {
  const { store } = parts;
  router.page("/", "console.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const counts = await store.counts();
    const ahead = await store.read((transaction) =>
      findEvents(transaction, { by: "ahead", unpublished: true }),
    );
    const open = await toDo(parts, visitor, counts, locale);
    const title = text(consoleMessages.overview, locale);
    const events = html`<h2>${text(messages.next, locale)}</h2>
      ${eventTable(ahead.slice(0, NEXT_EVENTS), locale)}`;
    const body = html`<h1>${title}</h1>
      <h2>${text(messages.todo, locale)}</h2>
      ${
        open.every(({ value }) => value === 0)
          ? html`<p class="lead">${text(messages.todoNone, locale)}</p>`
          : ""
      }
      ${figureCards(open, locale)}
      ${await firstSteps(parts, visitor, ahead.length > 0, locale)}
      <h2>${text(messages.going, locale)}</h2>
      ${figureCards(await going(parts, counts, ahead), locale)}
      ${ahead.length > 0 && may(visitor.role, "events.look") ? events : ""}
      ${healthLine(await parts.health(), locale)}`;
    return c.html(await layout(visitor, locale, title, body));
  });
}

/** What is under way, in numbers. */
async function going(
  { store, isPlayground }: ConsoleParts,
  { outboundQueued, outboundLater }: Counts,
  ahead: readonly EventView[],
): Promise<readonly Figure[]> {
  const newest = await store.broadcasts.list(isPlayground(), 100);
  const { taken, capacity, waiting } = sumOf(ahead.flatMap(({ sessions }) => sessions));
  const events = "/console/events";
  return [
    {
      label: messages.sending,
      value: newest.filter(({ state }) => state === "sending").length,
      href: "/console/broadcasts",
    },
    { label: messages.queued, value: outboundQueued + outboundLater },
    { label: messages.eventsAhead, value: ahead.length, href: events },
    { label: messages.seats, value: `${taken} / ${capacity}`, href: events },
    { label: messages.waiting, value: waiting, href: events },
  ];
}
