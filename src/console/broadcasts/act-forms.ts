import {
  BROADCAST_ACTS,
  type BroadcastAct,
  possibleActs,
} from "../../domain/broadcasts/machine.ts";
import type { BroadcastStatus } from "../../domain/broadcasts/status.ts";
import { ACT_PERMISSION } from "../../domain/broadcasts/work.ts";
import { may } from "../../domain/permissions.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { PROOF_FIELD, type Visitor } from "../visitor.ts";
import { actNames, confirmNames, consequences, pageMessages as messages } from "./messages.ts";

/** What people do; beginning and ending it the service does by itself. */
export const HUMAN_ACTS: readonly BroadcastAct[] = BROADCAST_ACTS.filter(
  (act) => act !== "begin" && act !== "finish",
);

/** Ticked: copies that may have arrived are sent again too; otherwise they are left. */
export const UNCERTAIN_FIELD = "evenUncertain";

const DANGEROUS: ReadonlySet<BroadcastAct> = new Set(["cancel", "recall"]);
const FIRST: ReadonlySet<BroadcastAct> = new Set(["submit", "approve", "resume"]);

/** The buttons of what can be done now by this visitor. */
export function actForms(visitor: Visitor, status: BroadcastStatus, locale: Locale): Markup {
  const { broadcast, failed, uncertain } = status;
  const possible = possibleActs(broadcast.state).filter(
    (act) =>
      HUMAN_ACTS.includes(act) &&
      may(visitor.role, ACT_PERMISSION[act]) &&
      !(act === "approve" && broadcast.author === visitor.person) &&
      !(act === "retry" && failed + uncertain === 0),
  );
  const test =
    broadcast.state === "draft" && may(visitor.role, "broadcasts.write")
      ? form(visitor, `/console/broadcasts/${broadcast.id}/test`, messages.testSend, "quiet")
      : "";
  return html`${test}
  ${possible.map((act) => {
    const kind = DANGEROUS.has(act) ? "danger" : FIRST.has(act) ? "primary" : "plain";
    const path = `/console/broadcasts/${broadcast.id}/${act === "edit" ? "edit-sent" : act}`;
    const fields = fieldsOf(act, status, locale);
    const [confirm, consequence] = [confirmNames[act], consequences[act]];
    if (!confirm || !consequence) return form(visitor, path, actNames[act], kind, fields);
    return html`<details class="act">
      <summary class="button ${kind}">${text(actNames[act], locale)}</summary>
      <p>${text(consequence, locale)}</p>
      ${form(visitor, path, confirm, kind, fields)}
    </details>`;
  })}`;

  function form(
    { proof }: Visitor,
    path: string,
    label: Parameters<typeof text>[0],
    kind: string,
    fields: Markup | "" = "",
  ): Markup {
    return html`<form method="post" action="${path}" >
      <input type="hidden" name="${PROOF_FIELD}" value="${proof}">
      ${fields}<button class="${kind}">${text(label, locale)}</button>
    </form>`;
  }
}

/** What an act asks for besides: new words, a note where a copy cannot be deleted, or whether to risk a second copy. */
function fieldsOf(
  act: BroadcastAct,
  { broadcast, uncertain }: BroadcastStatus,
  locale: Locale,
): Markup | "" {
  const { body } = broadcast.content;
  const area = (name: string, label: Parameters<typeof text>[0], value = "") =>
    html`<label
      >${text(label, locale)}<textarea name="${name}" rows="3">${value}</textarea></label
    >`;
  if (act === "edit") {
    return html`${area("bodyZh", messages.bodyZh, body.zh)}
    ${area("bodyEn", messages.bodyEn, body.en)}`;
  }
  if (act === "recall") {
    return html`${area("correctionZh", messages.correction)}
    ${area("correctionEn", messages.correctionEn)}`;
  }
  if (act === "retry" && uncertain > 0) {
    return html`<label class="tick"
      ><input type="checkbox" name="${UNCERTAIN_FIELD}" value="yes">
      ${fill(messages.evenUncertain, locale, { count: uncertain })}</label
    >`;
  }
  return "";
}
