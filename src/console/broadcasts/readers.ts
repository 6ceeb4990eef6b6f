import { type NudgeOutlook, nudgeOutlook } from "../../domain/broadcasts/nudge.ts";
import type { BroadcastStatus } from "../../domain/broadcasts/status.ts";
import { may } from "../../domain/permissions.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import type { ConsoleParts } from "../parts.ts";
import { shownTime } from "../table.ts";
import { PROOF_FIELD, type Visitor } from "../visitor.ts";
import { pageMessages as messages } from "./messages.ts";
import { nudgeMessages } from "./nudge-messages.ts";

/**
 * How many have confirmed reading it and a way to remind those who are missing; who they are is for those who announce.
 */
export async function readersOf(
  { store }: Pick<ConsoleParts, "store">,
  visitor: Visitor,
  { broadcast, readers, audience }: BroadcastStatus,
  locale: Locale,
): Promise<Markup | ""> {
  if (audience === 0 || !broadcast.buttons.some(({ kind }) => kind === "read")) return "";
  const named = may(visitor.role, "broadcasts.write") ? readers.missing : [];
  const missing = await store.people.accountNames(named);
  const outlook = await store.inTransaction((transaction) =>
    nudgeOutlook(transaction, broadcast, readers.missing, { now: Date.now() }),
  );
  return html`<p>
      ${fill(messages.readers, locale, readers)}
      ${missing.length === 0 ? "" : html`<br>${text(messages.missing, locale)} ${missing.join("、")}`}
      ${outlook?.last ? html`<br>${lastOf(outlook.last, locale)}` : ""}
    </p>
    ${
      outlook && may(visitor.role, "broadcasts.send")
        ? nudgeForm(visitor, broadcast.id, outlook, locale)
        : ""
    }`;
}

function lastOf({ at, reminded }: NonNullable<NudgeOutlook["last"]>, locale: Locale): string {
  return fill(nudgeMessages.last, locale, { at: shownTime(at), reminded });
}

/** Says how many will get it before anything is sent; the button is there only when somebody would. */
function nudgeForm({ proof }: Visitor, id: string, outlook: NudgeOutlook, locale: Locale): Markup {
  const { reminded, recently, unreachable, muted, isQuiet } = outlook;
  const leftOut = recently + unreachable + muted;
  const button = html`<form method="post" action="/console/broadcasts/${id}/nudge">
    <input type="hidden" name="${PROOF_FIELD}" value="${proof}">
    <button class="plain">${fill(nudgeMessages.confirm, locale, outlook)}</button>
  </form>`;
  return html`<div class="acts"><details class="act">
    <summary class="button plain">${text(nudgeMessages.act, locale)}</summary>
    <p>${fill(nudgeMessages.outlook, locale, outlook)}</p>
    ${leftOut > 0 ? html`<p>${fill(nudgeMessages.leftOut, locale, outlook)}</p>` : ""}
    ${isQuiet ? html`<p>${text(nudgeMessages.quiet, locale)}</p>` : ""}
    ${reminded > 0 && !isQuiet ? button : ""}
  </details></div>`;
}
