import { broadcastOf } from "../../domain/broadcasts/content.ts";
import { may } from "../../domain/permissions.ts";
import { topicNames } from "../../domain/topics.ts";
import { localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { badge } from "../badge.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";
import { pageMessages as messages, stateNames, stateTones } from "./messages.ts";

const SHOWN = 100;

/** The newest announcements. */
export function addListPage(router: ConsoleRouter, { store, isPlayground }: ConsoleParts): void {
  router.page("/broadcasts", "broadcasts.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const kept = await store.broadcasts.list(isPlayground(), SHOWN);
    type Row = ReturnType<typeof broadcastOf>;
    const columns = [
      {
        head: text(messages.title, locale),
        cell: ({ id, content }: Row) =>
          html`<a href="/console/broadcasts/${id}">${localize(content.title, locale)}</a>`,
      },
      {
        head: text(messages.state, locale),
        cell: ({ state }: Row) => badge(stateTones[state], text(stateNames[state], locale)),
      },
      {
        head: text(messages.topic, locale),
        cell: ({ topic }: Row) => localize(topicNames[topic], locale),
      },
      { head: text(messages.made, locale), cell: ({ createdAt }: Row) => shownTime(createdAt) },
    ];
    const title = text(messages.list, locale);
    const write = may(visitor.role, "broadcasts.write")
      ? html`<a class="button primary" href="/console/broadcasts/new"
          >${text(messages.new, locale)}</a
        >`
      : "";
    const empty = html`<div class="empty"><p>${text(messages.noneYet, locale)}</p></div>`;
    const body = html`<div class="head"><h1>${title}</h1>${write}</div>
      ${table(locale, columns, kept.map(broadcastOf), empty)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}
