import { broadcastOf } from "../../domain/broadcasts/content.ts";
import { may } from "../../domain/permissions.ts";
import { SETTLEMENTS } from "../../domain/uncertain-messages.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { UncertainAnnouncement, UncertainMessage } from "../../store/outbound/uncertain.ts";
import { badge } from "../badge.ts";
import { PLATFORM_NAMES, pageMessages, stateNames, stateTones } from "../broadcasts/messages.ts";
import { html, type Markup } from "../html.ts";
import { consoleMessages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import { shownTime, table } from "../table.ts";
import { PROOF_FIELD, type Visitor } from "../visitor.ts";
import { settlementForm } from "./forms.ts";
import { uncertainMessages as messages, purposeNames } from "./messages.ts";

/** Announcements with copies in doubt: which, how many, and the way to each of them. */
export async function announcementTable(
  { store }: Pick<ConsoleParts, "store">,
  visitor: Visitor,
  found: readonly UncertainAnnouncement[],
  locale: Locale,
): Promise<Markup> {
  const rows = await Promise.all(
    found.map(async (one) => {
      const kept = await store.broadcasts.find(one.id);
      return { ...one, broadcast: kept && broadcastOf(kept) };
    }),
  );
  type Row = (typeof rows)[number];
  const columns = [
    {
      head: text(pageMessages.title, locale),
      cell: ({ id, broadcast }: Row) =>
        broadcast
          ? html`<a href="/console/broadcasts/${id}?state=uncertain#recipients"
              >${localize(broadcast.content.title, locale)}</a
            >`
          : `${id} ${text(messages.gone, locale)}`,
    },
    {
      head: text(pageMessages.state, locale),
      cell: ({ broadcast }: Row) =>
        broadcast
          ? badge(stateTones[broadcast.state], text(stateNames[broadcast.state], locale))
          : "",
    },
    { head: text(messages.count, locale), cell: ({ count }: Row) => count },
    {
      head: text(messages.what, locale),
      cell: ({ id, count, broadcast }: Row) =>
        broadcast && may(visitor.role, "broadcasts.send")
          ? html`<form method="post" action="/console/broadcasts/${id}/leave">
              <input type="hidden" name="${PROOF_FIELD}" value="${visitor.proof}">
              <button class="plain">${fill(messages.leftAll, locale, { count })}</button>
            </form>`
          : "",
    },
  ];
  return table(locale, columns, rows);
}

/** All else that is in doubt, by the chats it went to. */
export function messageTable(
  visitor: Visitor,
  rows: readonly UncertainMessage[],
  locale: Locale,
): Markup {
  const columns = [
    {
      head: text(consoleMessages.since, locale),
      cell: ({ at }: UncertainMessage) => shownTime(at),
    },
    {
      head: text(messages.purpose, locale),
      cell: ({ purpose }: UncertainMessage) => text(purposeNames[purpose], locale),
    },
    {
      head: text(messages.chat, locale),
      cell: ({ platform, kind, chat }: UncertainMessage) =>
        `${platform === undefined ? "" : PLATFORM_NAMES[platform]} ${text(messages[kind], locale)} ${chat ?? ""}`.trim(),
    },
    { head: text(messages.why, locale), cell: ({ reason }: UncertainMessage) => reason ?? "" },
    { head: text(messages.tries, locale), cell: ({ attempts }: UncertainMessage) => attempts },
    {
      head: text(messages.what, locale),
      cell: ({ id, attempts }: UncertainMessage) =>
        may(visitor.role, "failures.settle")
          ? html`<div class="acts">
              ${SETTLEMENTS.map((as) =>
                settlementForm(
                  visitor,
                  as,
                  { path: `/console/uncertain/${id}/${as}`, attempts },
                  locale,
                ),
              )}
            </div>`
          : "",
    },
  ];
  return table(locale, columns, rows);
}
