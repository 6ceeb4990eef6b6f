import { type BroadcastStatus, isMoving } from "../../domain/broadcasts/status.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { pageMessages as messages, stateNames } from "./messages.ts";

/** The figures in the order in which they are shown. */
const FIGURES = ["sent", "queued", "failed", "uncertain", "skipped"] as const;

/** How far it is, as a bar. */
export function progress(status: BroadcastStatus, locale: Locale): Markup {
  const { audience, queued } = status;
  const label = text(messages.progress, locale);
  const settled = audience - queued;
  return html`<label class="progress"
    >${label} <span data-field="counted">${fill(messages.counted, locale, { settled, audience })}</span>
    <progress data-progress max="${Math.max(1, audience)}" value="${settled}"></progress
  ></label>`;
}

/** The figures, with speed and time left. */
export function figures(status: BroadcastStatus, locale: Locale): Markup {
  const cells = [
    ...FIGURES.map((name) => [text(messages[name], locale), name, status[name]] as const),
    [text(messages.speed, locale), "perSecond", status.perSecond] as const,
    [text(messages.secondsLeft, locale), "secondsLeft", status.secondsLeft ?? "—"] as const,
  ];
  return html`<dl class="figures">
    ${cells.map(
      ([label, name, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd data-field="${name}">${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** What the page's script puts in the place of the fields, and whether it should go on asking. */
export function liveFields(status: BroadcastStatus, locale: Locale) {
  const { broadcast, audience, queued, edited, retracted, corrected } = status;
  const settled = audience - queued;
  return {
    fields: {
      state: text(stateNames[broadcast.state], locale),
      counted: fill(messages.counted, locale, { settled, audience }),
      ...Object.fromEntries(FIGURES.map((name) => [name, String(status[name])])),
      perSecond: String(status.perSecond),
      secondsLeft: String(status.secondsLeft ?? "—"),
      ...(retracted.done + retracted.pastWindow + retracted.failed + retracted.pending > 0
        ? { retracted: fill(messages.retractedReport, locale, retracted) }
        : {}),
      ...(corrected.done + corrected.pending > 0
        ? { corrected: fill(messages.correctedReport, locale, corrected) }
        : {}),
      ...(edited.done + edited.pending > 0
        ? { edited: fill(messages.editedReport, locale, edited) }
        : {}),
    },
    progress: { value: settled, max: Math.max(1, audience) },
    /** Another state offers other buttons: the page is loaded again. */
    state: broadcast.state,
    goesOn: isMoving(status),
  };
}
