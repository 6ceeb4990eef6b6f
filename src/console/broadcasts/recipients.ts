import type { Context } from "hono";
import { isForApplicants } from "../../domain/broadcasts/applicants.ts";
import type { BroadcastStatus } from "../../domain/broadcasts/status.ts";
import { may } from "../../domain/permissions.ts";
import type { Locale } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import type { ListedRecipient } from "../../store/broadcasts/recipients.ts";
import { badge } from "../badge.ts";
import { html, type Markup } from "../html.ts";
import type { ConsoleParts } from "../parts.ts";
import { table } from "../table.ts";
import type { Visitor } from "../visitor.ts";
import {
  pageMessages as messages,
  PLATFORM_NAMES,
  recipientStates,
  recipientTones,
} from "./messages.ts";

const PAGE = 50;

/**
 * Fifty recipients, and the way to the next; who has an application is not for everybody to see, and who got anything
 * else, or did not want it, is for those who announce.
 */
export async function recipientTable(
  c: Context,
  { store }: ConsoleParts,
  { role }: Visitor,
  { broadcast, audience }: BroadcastStatus,
  locale: Locale,
): Promise<Markup | ""> {
  if (audience === 0) return "";
  const isGuarded = await store.inTransaction((transaction) =>
    isForApplicants(transaction, broadcast.audience),
  );
  if (isGuarded && !may(role, "broadcasts.cases")) {
    return html`<p class="hint">${text(messages.applicantsHidden, locale)}</p>`;
  }
  const given = Number(c.req.query("after") ?? "0");
  const after = Number.isSafeInteger(given) && given > 0 ? given : 0;
  const rows = await store.broadcasts.recipients(broadcast.id, { after, limit: PAGE });
  const seesNames = may(role, "broadcasts.write");
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
      cell: ({ state }: ListedRecipient) =>
        badge(recipientTones[state], text(recipientStates[state], locale)),
    },
    {
      head: text(messages.reason, locale),
      cell: ({ reason }: ListedRecipient) => reason ?? "",
    },
  ];
  const last = rows.at(-1)?.ordinal ?? after;
  const here = `/console/broadcasts/${broadcast.id}`;
  return html`<h2>${text(messages.recipients, locale)}</h2>
    ${table(locale, columns, rows)}
    <p class="pager">
      ${after > 0 ? html`<a href="${here}">${text(messages.first, locale)}</a>` : ""}
      ${
        rows.length === PAGE && last < audience
          ? html`<a href="${here}?after=${last}">${text(messages.next, locale)}</a>`
          : ""
      }
    </p>`;
}
