import { type BroadcastStatus, isMoving } from "../../domain/broadcasts/status.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { pageMessages as messages, stateNames } from "./messages.ts";

/** The figures in the order in which they are shown. */
const FIGURES = ["sent", "queued", "failed", "uncertain", "skipped"] as const;

/** How far it is, as a bar with its speed and the time left. */
export function progress(status: BroadcastStatus, locale: Locale): Markup {
  const { audience, queued } = status;
  return html`<div class="progress">
    <div class="progress-line">
      <strong id="progress">${text(messages.progress, locale)}</strong>
      <span data-field="counted">${counted(status, locale)}</span>
    </div>
    <progress
      data-progress
      aria-labelledby="progress"
      max="${Math.max(1, audience)}"
      value="${audience - queued}"
    ></progress>
    <div class="progress-line hint">
      <span data-field="pace">${pace(status, locale)}</span>
      <span data-field="left">${timeLeft(status, locale)}</span>
    </div>
  </div>`;
}

/** What became of the copies. */
export function figures(status: BroadcastStatus, locale: Locale): Markup {
  return html`<dl class="figures">
    ${FIGURES.map(
      (name) =>
        html`<div>
          <dt>${text(messages[name], locale)}</dt>
          <dd data-field="${name}">${status[name]}</dd>
        </div>`,
    )}
  </dl>`;
}

function counted({ audience, queued }: BroadcastStatus, locale: Locale): string {
  const settled = audience - queued;
  const percent = Math.floor((100 * settled) / Math.max(1, audience));
  return fill(messages.counted, locale, { settled, audience, percent });
}

function pace({ perSecond }: BroadcastStatus, locale: Locale): string {
  return perSecond === 0 ? "" : fill(messages.pace, locale, { perSecond });
}

const LONGEST_IN_SECONDS = 90;

function timeLeft({ secondsLeft }: BroadcastStatus, locale: Locale): string {
  if (secondsLeft === undefined) return "";
  if (secondsLeft <= LONGEST_IN_SECONDS) {
    return fill(messages.secondsLeft, locale, { seconds: secondsLeft });
  }
  return fill(messages.minutesLeft, locale, { minutes: Math.ceil(secondsLeft / 60) });
}

/** What the page's script puts in the place of the fields, and whether it should go on asking. */
export function liveFields(status: BroadcastStatus, locale: Locale) {
  const { broadcast, audience, queued, edited, retracted, corrected } = status;
  const settled = audience - queued;
  return {
    fields: {
      state: text(stateNames[broadcast.state], locale),
      counted: counted(status, locale),
      ...Object.fromEntries(FIGURES.map((name) => [name, String(status[name])])),
      pace: pace(status, locale),
      left: timeLeft(status, locale),
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
    /** What is read out now and then to whoever does not see the bar. */
    said: `${text(stateNames[broadcast.state], locale)} ${counted(status, locale)} ${timeLeft(status, locale)}`,
    /** Another state offers other buttons: the page's part is put in anew. */
    state: broadcast.state,
    goesOn: isMoving(status),
  };
}
