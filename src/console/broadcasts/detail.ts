import type { Context } from "hono";
import { estimate, needsApproval } from "../../domain/broadcasts/estimate.ts";
import { type BroadcastStatus, isMoving, statusOf } from "../../domain/broadcasts/status.ts";
import type { Locale } from "../../i18n/locale.ts";
import { localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime } from "../table.ts";
import type { Visitor } from "../visitor.ts";
import { actForms } from "./act-forms.ts";
import { figures, liveFields, progress } from "./figures.ts";
import { pageMessages as messages, stateNames } from "./messages.ts";
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
  const body = html`<h1>${title}</h1>
    ${noteOf(c, locale)}
    <p>
      <strong>${text(messages.state, locale)}:</strong>
      <span data-field="state">${text(stateNames[state], locale)}</span>
      ${
        broadcast.scheduledAt === undefined
          ? ""
          : html` · ${text(messages.scheduled, locale)} ${shownTime(broadcast.scheduledAt)}`
      }
    </p>
    ${await estimateOf(parts, status, locale)}
    <section ${isMoving(status) ? html`data-live="/console/broadcasts/${id}/live"` : ""}>
      ${progress(status, locale)} ${figures(status, locale)} ${reports(status, locale)}
    </section>
    ${await readersOf(parts, status, locale)}
    <div class="acts">${actForms(visitor, status, locale)}</div>
    <p>
      <a href="/console/broadcasts/${id}/preview">${text(messages.preview, locale)}</a>
      ${
        state === "draft"
          ? html` · <a href="/console/broadcasts/${id}/edit">${text(messages.change, locale)}</a>`
          : ""
      }
    </p>
    ${await recipientTable(c, parts, status, locale)}`;
  return c.html(await layout(visitor, locale, title, body));
}

const NOTES = {
  moved: messages.moved,
  nobody: messages.refusedNobody,
  past: messages.refusedPast,
  own: messages.refusedOwn,
  tested: messages.tested,
  untestable: messages.testImpossible,
} as const;

function noteOf(c: Context, locale: Locale): Markup | "" {
  const name = c.req.query("note") ?? "";
  const note = Object.entries(NOTES).find(([known]) => known === name)?.[1];
  return note ? html`<p class="notice" role="status">${text(note, locale)}</p>` : "";
}

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
      ${fill(messages.estimate, locale, found)} ${fill(messages.leftOut, locale, found)}
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

async function readersOf(
  { store }: ConsoleParts,
  { broadcast, readers }: BroadcastStatus,
  locale: Locale,
): Promise<Markup | ""> {
  if (!broadcast.buttons.some(({ kind }) => kind === "read")) return "";
  const missing = await store.people.accountNames(readers.missing);
  return html`<p>
    ${fill(messages.readers, locale, readers)}
    ${missing.length === 0 ? "" : html`<br>${text(messages.missing, locale)} ${missing.join("、")}`}
  </p>`;
}
