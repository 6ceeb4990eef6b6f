import {
  leaveUncertainOf,
  SETTLEMENTS,
  type SettledByHand,
  type SettlementByHand,
  settleByHand,
} from "../../domain/uncertain-messages.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { noteOf } from "../note.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { TRIES_FIELD } from "./forms.ts";
import { uncertainMessages as messages, refusedNotes, settledNotes } from "./messages.ts";
import { announcementTable, messageTable } from "./tables.ts";

const SHOWN = 200;

/** Messages of which nobody knows whether they arrived, and what staff say of them. */
export function addUncertainPages(router: ConsoleRouter, parts: ConsoleParts): void {
  const { store } = parts;
  router.page("/uncertain", "failures.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const { outboundUncertain, uncertainElsewhere } = await store.counts();
    const announcements = await store.outbound.uncertainAnnouncements();
    const others = await store.outbound.uncertain(SHOWN);
    const title = text(messages.title, locale);
    const body = html`<h1>${title}</h1>
      ${noteOf(c, NOTES, locale)}
      <p class="lead">${text(messages.how, locale)}</p>
      <h2 id="announcements">
        ${fill(messages.copies, locale, { count: outboundUncertain - uncertainElsewhere })}
      </h2>
      <p class="hint">${text(messages.copiesHow, locale)}</p>
      ${await announcementTable(parts, visitor, announcements, locale)}
      <h2 id="others">${fill(messages.others, locale, { count: uncertainElsewhere })}</h2>
      <p class="hint">${text(messages.othersHow, locale)}</p>
      ${
        others.length < uncertainElsewhere
          ? html`<p class="hint">${fill(messages.newest, locale, { shown: others.length })}</p>`
          : ""
      }
      ${messageTable(visitor, others, locale)}`;
    return c.html(layout(visitor, locale, title, body));
  });
  addSettling(router, parts);
}

function addSettling(router: ConsoleRouter, { store }: ConsoleParts): void {
  for (const as of SETTLEMENTS) {
    router.action(
      `/uncertain/:id/${as}`,
      "failures.settle",
      async (c, { person, locale }, form) => {
        const wish = { id: c.req.param("id") ?? "", by: person, as, attempts: triesIn(form) };
        const result = await store.inTransaction((transaction) => settleByHand(transaction, wish));
        if (result.kind === "not_found") return refuse(c, "not-found", locale);
        return c.redirect(`/console/uncertain${settledNote(as, result)}`, 303);
      },
    );
  }

  router.action("/broadcasts/:id/leave", "broadcasts.send", async (c, { person, locale }) => {
    const id = c.req.param("id") ?? "";
    const result = await store.inTransaction((transaction) =>
      leaveUncertainOf(transaction, id, person),
    );
    if (result.kind === "not_found") return refuse(c, "not-found", locale);
    const isDone = result.kind === "left" && result.count > 0;
    return c.redirect(`/console/uncertain?note=${isDone ? "leave" : "settled"}`, 303);
  });
}

function triesIn(form: Readonly<Record<string, string>>): number | undefined {
  const given = form[TRIES_FIELD];
  return given === undefined ? undefined : Number(given);
}

/** The note that a page shows for what came of it. */
function settledNote(as: SettlementByHand, { kind }: SettledByHand): string {
  switch (kind) {
    case "done":
      return `?note=${as}`;
    case "settled":
    case "outdated":
      return `?note=${kind}`;
    case "of_announcement":
    case "not_allowed":
    case "not_found":
      return "";
  }
}

const NOTES = { ...settledNotes, ...refusedNotes };
