import type { SettlementByHand } from "../../domain/uncertain-messages.ts";
import type { Locale } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { PROOF_FIELD, type Visitor } from "../visitor.ts";
import { againWarning, settlementNames } from "./messages.ts";

/** How often the message had been tried when its buttons were shown. */
export const TRIES_FIELD = "tries";

/** A button that settles one message; sending again asks once more, with what may come of it. */
export function settlementForm(
  { proof }: Pick<Visitor, "proof">,
  as: SettlementByHand,
  to: { readonly path: string; readonly attempts?: number },
  locale: Locale,
): Markup {
  const label = text(settlementNames[as], locale);
  const form = (kind: string, said: string) => html`<form method="post" action="${to.path}">
    <input type="hidden" name="${PROOF_FIELD}" value="${proof}">
    ${
      to.attempts === undefined
        ? ""
        : html`<input type="hidden" name="${TRIES_FIELD}" value="${to.attempts}">`
    }<button class="${kind}">${said}</button>
  </form>`;
  if (as !== "again") return form("plain", label);
  return html`<details class="act">
    <summary class="button danger">${label}</summary>
    <p>${text(againWarning.consequence, locale)}</p>
    ${form("danger", text(againWarning.confirm, locale))}
  </details>`;
}
