import type { Context } from "hono";
import { isForApplicants } from "../../domain/broadcasts/applicants.ts";
import type { BroadcastStatus } from "../../domain/broadcasts/status.ts";
import { may } from "../../domain/permissions.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { ListedRecipient } from "../../store/broadcasts/recipients.ts";
import { badge } from "../badge.ts";
import { html, type Markup } from "../html.ts";
import type { ConsoleParts } from "../parts.ts";
import { table } from "../table.ts";
import { settlementForm } from "../uncertain/forms.ts";
import type { Visitor } from "../visitor.ts";
import { pageMessages as messages, PLATFORM_NAMES } from "./messages.ts";
import { recipientMessages, recipientStates, recipientTones } from "./recipient-messages.ts";

const PAGE = 50;

/** The list's own place on the page, for links to a part of it. */
const PLACE = "recipients";

/**
 * Fifty recipients, and the way to the next; who has an application is not for everybody to see, and who got anything
 * else, or did not want it, is for those who announce.
 */
export async function recipientTable(
  c: Context,
  { store }: ConsoleParts,
  visitor: Visitor,
  { broadcast, audience, uncertain }: BroadcastStatus,
  locale: Locale,
): Promise<Markup | ""> {
  if (audience === 0) return "";
  const isGuarded = await store.inTransaction((transaction) =>
    isForApplicants(transaction, broadcast.audience),
  );
  if (isGuarded && !may(visitor.role, "broadcasts.cases")) {
    return html`<p class="hint">${text(messages.applicantsHidden, locale)}</p>`;
  }
  const given = Number(c.req.query("after") ?? "0");
  const after = Number.isSafeInteger(given) && given > 0 ? given : 0;
  const isPart = c.req.query("state") === "uncertain";
  const state = isPart ? ("uncertain" as const) : undefined;
  const rows = await store.broadcasts.recipients(broadcast.id, { after, limit: PAGE, state });
  const here = `/console/broadcasts/${broadcast.id}`;
  const seesNames = may(visitor.role, "broadcasts.write");
  const columns = [
    { head: text(messages.number, locale), cell: ({ ordinal }: ListedRecipient) => ordinal },
    {
      head: text(messages.whom, locale),
      cell: ({ name, isGroup }: ListedRecipient) => {
        if (!isGroup && !seesNames) return text(messages.nameHidden, locale);
        return name?.kind === "unsealed" ? name.value : text(messages.unnamed, locale);
      },
    },
    {
      head: text(messages.onPlatform, locale),
      cell: ({ platform }: ListedRecipient) =>
        platform === undefined ? "" : PLATFORM_NAMES[platform],
    },
    {
      head: text(messages.state, locale),
      cell: ({ state, copy }: ListedRecipient) =>
        html`${badge(recipientTones[state], text(recipientStates[state], locale))}${
          state === "uncertain" && copy !== undefined && may(visitor.role, "broadcasts.send")
            ? settlementForm(visitor, "arrived", { path: `${here}/copies/${copy}/arrived` }, locale)
            : ""
        }`,
    },
    {
      head: text(messages.reason, locale),
      cell: ({ reason }: ListedRecipient) => reason ?? "",
    },
  ];
  const last = rows.at(-1)?.ordinal ?? after;
  const part = isPart ? "state=uncertain&" : "";
  return html`<h2 id="${PLACE}">${text(messages.recipients, locale)}</h2>
    ${uncertain > 0 || isPart ? partLinks(here, isPart, uncertain, locale) : ""}
    ${table(locale, columns, rows)}
    <p class="pager">
      ${after > 0 ? html`<a href="${here}?${part}after=0#${PLACE}">${text(messages.first, locale)}</a>` : ""}
      ${
        rows.length === PAGE && last < audience
          ? html`<a href="${here}?${part}after=${last}#${PLACE}">${text(messages.next, locale)}</a>`
          : ""
      }
    </p>`;
}

/** Everybody, or only those whose copy may have arrived or not. */
function partLinks(here: string, isPart: boolean, count: number, locale: Locale): Markup {
  return isPart
    ? html`<p><a href="${here}#${PLACE}">${text(recipientMessages.all, locale)}</a></p>`
    : html`<p>
        <a href="${here}?state=uncertain#${PLACE}"
          >${fill(recipientMessages.onlyUncertain, locale, { count })}</a
        >
      </p>`;
}
