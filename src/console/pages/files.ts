import { desksOf, type HandedIn, handedIn, takeOverFile } from "../../domain/cases/staff-files.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { attachment } from "../attachment.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { deskNames, consoleMessages as messages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";
import { PROOF_FIELD, type Visitor } from "../visitor.ts";

const SHOWN = 200;

/** Files handed in for applications, for the desks of whoever looks; taking one is written down. */
export function addFilePages(router: ConsoleRouter, { store, programmes }: ConsoleParts): void {
  router.page("/files", "cases.files", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const files = await store.read((transaction) =>
      handedIn(transaction, desksOf(visitor), programmes, { limit: SHOWN }),
    );
    const nameOf = ({ case: one }: HandedIn) => {
      const programme = programmes.find(one.programme);
      return programme ? localize(programme.name, locale) : one.programme;
    };
    const columns = [
      { head: text(messages.code, locale), cell: (row: HandedIn) => row.case.words.number },
      { head: text(messages.applicant, locale), cell: (row: HandedIn) => row.case.masked },
      { head: text(messages.programme, locale), cell: nameOf },
      {
        head: text(messages.desk, locale),
        cell: (row: HandedIn) => text(deskNames[row.desk], locale),
      },
      {
        head: text(messages.item, locale),
        cell: ({ file }: HandedIn) => localize(file.label, locale),
      },
      { head: text(messages.file, locale), cell: ({ file }: HandedIn) => describe(file) },
      {
        head: text(messages.since, locale),
        cell: ({ file }: HandedIn) => shownTime(file.receivedAt ?? file.createdAt),
      },
      {
        head: text(messages.state, locale),
        cell: (row: HandedIn) => takeForm(row, visitor, locale),
      },
    ];
    const title = text(messages.files, locale);
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.filesHow, locale)}</p>
      ${table(locale, columns, files)}`;
    return c.html(layout(visitor, locale, title, body));
  });
  router.action("/files/:id", "cases.files", async (c, visitor) => {
    const id = c.req.param("id") ?? "";
    const by = { who: visitor.person, desks: desksOf(visitor) };
    const taken = await store.inTransaction((transaction) =>
      takeOverFile(transaction, id, by, programmes),
    );
    return taken ? attachment(c, taken) : refuse(c, "not-found", visitor.locale);
  });
}

const KIBIBYTE = 1024;

function describe({ name = "", size = 0 }: HandedIn["file"]): string {
  const kib = Math.max(1, Math.round(size / KIBIBYTE));
  return `${name} (${kib.toLocaleString("en")} KB)`;
}

function takeForm({ file }: HandedIn, visitor: Visitor, locale: Locale): Markup {
  const { takenAt } = file;
  const label = takenAt === undefined ? messages.takeFile : messages.downloadAgain;
  const taken =
    takenAt === undefined
      ? ""
      : html`<p>${fill(messages.takenAt, locale, { moment: shownTime(takenAt) })}</p>`;
  return html`${taken}
    <form method="post" action="/console/files/${file.id}">
      <input type="hidden" name="${PROOF_FIELD}" value="${visitor.proof}">
      <button>${text(label, locale)}</button>
    </form>`;
}
