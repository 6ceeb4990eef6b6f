import type { Context } from "hono";
import { estimate, needsApproval } from "../../domain/broadcasts/estimate.ts";
import { type BroadcastStatus, isMoving, statusOf } from "../../domain/broadcasts/status.ts";
import { topicNames } from "../../domain/topics.ts";
import type { Locale } from "../../i18n/locale.ts";
import { localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { reachMessages } from "../../i18n/reach-messages.ts";
import { badge } from "../badge.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { noteOf } from "../note.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime } from "../table.ts";
import { settledNotes } from "../uncertain/messages.ts";
import type { Visitor } from "../visitor.ts";
import { actForms } from "./act-forms.ts";
import { audienceWords } from "./audience-words.ts";
import { figures, liveFields, progress } from "./figures.ts";
import { doneNotes, pageMessages as messages, stateNames, stateTones } from "./messages.ts";
import { nudgeMessages } from "./nudge-messages.ts";
import { readersOf } from "./readers.ts";
import { recipientTable } from "./recipients.ts";

/** One announcement: how it goes, what can be done, and who gets it. */
export function addDetailPage(router: ConsoleRouter, parts: ConsoleParts): void {
  const { store } = parts;
  const look = (id: string) =>
    store.inTransaction((transaction) => statusOf(transaction, id, Date.now()));

  router.page("/broadcasts/:id", "broadcasts.look", async (c, visitor) => {
    const status = await look(c.req.param("id") ?? "");
    if (!status) return refuse(c, "not-found", visitor.locale);
    return showDetail(c, visitor, parts, status);
  });

  router.page("/broadcasts/:id/live", "broadcasts.look", async (c, visitor) => {
    const status = await look(c.req.param("id") ?? "");
    if (!status) return refuse(c, "not-found", visitor.locale);
    return c.json(liveFields(status, localeOf(c, visitor.locale)));
  });
}

async function showDetail(
  c: Context,
  visitor: Visitor,
  parts: ConsoleParts,
  status: BroadcastStatus,
): Promise<Response> {
  const locale = localeOf(c, visitor.locale);
  const { broadcast } = status;
  const { id, content, state } = broadcast;
  const title = localize(content.title, locale);
  const isBegun = status.audience > 0;
  const body = html`<p><a class="back" href="/console/broadcasts">${text(messages.list, locale)}</a></p>
    <h1>${title}</h1>
    ${noteOf(c, NOTES, locale)}
    <p class="meta">
      ${badge(stateTones[state], text(stateNames[state], locale))}
      <span>${localize(topicNames[broadcast.topic], locale)}</span>
      ${
        broadcast.scheduledAt === undefined
          ? ""
          : html`<span>${text(messages.scheduled, locale)} ${shownTime(broadcast.scheduledAt)}</span>`
      }
    </p>
    ${await estimateOf(parts, status, locale)}
    <section
      data-state="${state}"
      ${isMoving(status) ? html`data-live="/console/broadcasts/${id}/live"` : ""}
    >
      ${isBegun ? html`${progress(status, locale)} ${figures(status, locale)}` : ""}
      ${reports(status, locale)}
      <p class="for-readers" role="status" data-said></p>
      <p class="notice" role="status" data-changed hidden>${text(messages.changed, locale)}</p>
    </section>
    ${await readersOf(parts, visitor, status, locale)}
    <p class="acts">
      <a class="button" href="/console/broadcasts/${id}/preview">${text(messages.preview, locale)}</a>
      ${
        state === "draft"
          ? html`<a class="button" href="/console/broadcasts/${id}/edit"
              >${text(messages.change, locale)}</a
            >`
          : ""
      }
    </p>
    <div class="acts">${actForms(visitor, status, locale)}</div>
    ${audienceOf(parts, status, locale)} ${words(content, locale)}
    ${await recipientTable(c, parts, visitor, status, locale)}`;
  return c.html(await layout(visitor, locale, title, body));
}

/** The text in both languages: whoever approves it has read it. */
function words({ title, body }: BroadcastStatus["broadcast"]["content"], locale: Locale): Markup {
  const card = (name: "zh" | "en", lang: string, label: string) => html`<article class="card">
    <h3>${label}</h3>
    <div lang="${lang}">
      <p><strong>${title[name]}</strong></p>
      <p>${body[name]}</p>
    </div>
  </article>`;
  return html`<h2>${text(messages.content, locale)}</h2>
    <div class="pair">
      ${card("zh", "zh-CN", text(messages.inChinese, locale))}
      ${card("en", "en", text(messages.inEnglish, locale))}
    </div>`;
}

/** Who it is for, and why it may be sent at night: a second person approves both. */
function audienceOf(
  { programmes }: ConsoleParts,
  { broadcast: { audience, override } }: BroadcastStatus,
  locale: Locale,
): Markup {
  return html`<h2>${text(messages.audience, locale)}</h2>
    <ul>
      ${audienceWords(audience, programmes, locale).map((part) => html`<li>${part}</li>`)}
    </ul>
    ${
      override === undefined
        ? ""
        : html`<p>${fill(messages.whyAtNight, locale, { reason: override })}</p>`
    }`;
}

const NOTES = {
  ...doneNotes,
  moved: messages.moved,
  nobody: messages.refusedNobody,
  past: messages.refusedPast,
  own: messages.refusedOwn,
  too_long: messages.refusedLong,
  tested: messages.tested,
  untestable: messages.testImpossible,
  arrived: settledNotes.arrived,
  nudged: nudgeMessages.done,
  nudged_nobody: nudgeMessages.none,
  quiet: nudgeMessages.quiet,
} as const;

async function estimateOf(
  { store, rateOf }: ConsoleParts,
  { broadcast }: BroadcastStatus,
  locale: Locale,
): Promise<Markup | ""> {
  if (!["draft", "awaiting_approval", "scheduled"].includes(broadcast.state)) return "";
  const found = await store.inTransaction((transaction) =>
    estimate(transaction, broadcast, rateOf),
  );
  return html`<p>
      ${fill(reachMessages.counted, locale, found)} ${fill(reachMessages.leftOut, locale, found)}
    </p>
    ${
      needsApproval(broadcast, found)
        ? html`<p class="hint">${text(messages.needsSecond, locale)}</p>`
        : ""
    }`;
}

function reports({ edited, retracted, corrected }: BroadcastStatus, locale: Locale): Markup {
  const some = (counts: object) => Object.values(counts).some((count) => count > 0);
  return html`
    <p data-field="retracted">
      ${some(retracted) ? fill(messages.retractedReport, locale, retracted) : ""}
    </p>
    <p data-field="corrected">
      ${some(corrected) ? fill(messages.correctedReport, locale, corrected) : ""}
    </p>
    <p data-field="edited">${some(edited) ? fill(messages.editedReport, locale, edited) : ""}</p>`;
}
