import { eventWork } from "../../domain/events/event-work.ts";
import { rosterCsv } from "../../domain/events/roster-csv.ts";
import { staffPoster } from "../../domain/events/shown-poster.ts";
import { may } from "../../domain/permissions.ts";
import { formatMoment, formatSpan } from "../../i18n/dates.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { addAudit } from "../../store/audit.ts";
import { findEvent } from "../../store/events/read.ts";
import type { EventView, QuotaCounts, SessionView } from "../../store/events/views.ts";
import { badge } from "../badge.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { table } from "../table.ts";
import type { Visitor } from "../visitor.ts";
import { eventMessages as messages, stateOf } from "./messages.ts";
import { seatsShown } from "./seats.ts";

/** One event: its sessions with their seats, and its roster to take along. */
export function addEventDetail(router: ConsoleRouter, { store, zone }: ConsoleParts): void {
  const work = eventWork({ zone });

  router.page("/events/:code", "events.look", async (c, visitor) => {
    const event = await store.read((transaction) =>
      findEvent(transaction, c.req.param("code") ?? ""),
    );
    if (!event) return refuse(c, "not-found", visitor.locale);
    const locale = localeOf(c, visitor.locale);
    const title = localize(event.title, locale);
    return c.html(layout(visitor, locale, title, detail(event, visitor, locale)));
  });

  router.page("/events/:code/poster", "events.look", async (c, visitor) => {
    const code = c.req.param("code") ?? "";
    const poster = await store.read((transaction) => staffPoster(transaction, code));
    if (!poster) return refuse(c, "not-found", visitor.locale);
    const headers = { "content-type": poster.type, "cache-control": "private, no-cache" };
    return c.body(new Uint8Array(poster.bytes), 200, headers);
  });

  router.page("/events/:code/roster.csv", "events.roster", async (c, visitor) => {
    const code = c.req.param("code") ?? "";
    const locale = localeOf(c, visitor.locale);
    const csv = await store.inTransaction(async (transaction) => {
      const event = await work.viewEvent(transaction, code);
      const rows = await work.roster(transaction, code);
      if (!event || !rows) return undefined;
      const { person: who } = visitor;
      await addAudit(transaction, { who, what: "event.roster_taken", onWhat: event.code });
      return { name: event.code, words: rosterCsv(rows, event.questions, locale) };
    });
    if (!csv) return refuse(c, "not-found", visitor.locale);
    return c.body(csv.words, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${csv.name.replaceAll(/[^A-Za-z0-9-]/g, "_")}.csv"`,
    });
  });
}

function detail(event: EventView, visitor: Visitor, locale: Locale): Markup {
  const { code, title, place, description, sessions } = event;
  const path = `/console/events/${encodeURIComponent(code)}/roster.csv`;
  return html`<p><a class="back" href="/console/events">${text(messages.title, locale)}</a></p>
    <h1>${localize(title, locale)}</h1>
    <p class="meta"><span>${code}</span><span>${localize(place, locale)}</span></p>
    <p class="lead">${localize(description, locale)}</p>
    ${posterOf(event, locale)}
    ${
      may(visitor.role, "events.roster")
        ? html`<p><a class="button" href="${path}" download>${text(messages.roster, locale)}</a></p>
            <p class="hint">${text(messages.rosterHow, locale)}</p>`
        : ""
    }
    ${table(
      locale,
      columnsOf(event, locale),
      sessions.flatMap((session) => session.quotas.map((quota) => ({ session, quota }))),
    )}`;
}

function posterOf({ code, title, posterVersion }: EventView, locale: Locale): Markup {
  if (posterVersion === null) return html``;
  const label = fill(messages.poster, locale, { title: localize(title, locale) });
  return html`<p><img class="poster" src="/console/events/${encodeURIComponent(code)}/poster" alt="${label}" /></p>`;
}

interface Row {
  readonly session: SessionView;
  readonly quota: QuotaCounts;
}

function columnsOf({ zone }: EventView, locale: Locale) {
  return [
    {
      head: text(messages.when, locale),
      cell: ({ session }: Row) => formatSpan(session.startsAt, session.endsAt, zone, locale),
    },
    {
      head: text(messages.group, locale),
      cell: ({ session: { title } }: Row) => (title === null ? "" : localize(title, locale)),
    },
    {
      head: text(messages.quota, locale),
      cell: ({ quota: { label } }: Row) =>
        label === null ? text(messages.everybody, locale) : localize(label, locale),
    },
    {
      head: text(messages.state, locale),
      cell: ({ session, quota }: Row) => {
        const { name, tone } = stateOf({ ...session, ...quota });
        return badge(tone, text(name, locale));
      },
    },
    {
      head: text(messages.closes, locale),
      cell: ({ session: { closesAt } }: Row) => formatMoment(closesAt, zone, locale),
    },
    { head: text(messages.seats, locale), cell: ({ quota }: Row) => seatsShown(quota, locale) },
    { head: text(messages.waiting, locale), cell: ({ quota }: Row) => quota.waiting },
  ];
}
