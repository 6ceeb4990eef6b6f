import { type Locale, localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { OPERATOR, type WrittenEntry } from "../../store/audit.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { consoleMessages as messages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { shownTime, table } from "../table.ts";
import { AUDIT_AREAS } from "./audit-words.ts";

const SHOWN = 100;

/** Who did what, the newest first; codes and ids, never anybody's words. */
export function addAuditPage(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.page("/audit", "audit.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const asked = c.req.query("area") ?? "";
    const what = Object.hasOwn(AUDIT_AREAS, asked) ? asked : undefined;
    const entries = await store.audit.recent(SHOWN, { what });
    const names = await namesOf(store, entries);
    const title = text(messages.audit, locale);
    const columns = [
      { head: text(messages.since, locale), cell: ({ at }: WrittenEntry) => shownTime(at) },
      {
        head: text(messages.who, locale),
        cell: ({ who }: WrittenEntry) =>
          who === OPERATOR ? text(messages.commandLine, locale) : (names.get(who) ?? who),
      },
      { head: text(messages.what, locale), cell: (entry: WrittenEntry) => whatOf(entry, locale) },
      {
        head: text(messages.onWhat, locale),
        cell: ({ onWhat }: WrittenEntry) => html`<code>${onWhat}</code>`,
      },
    ];
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.auditHow, locale)}</p>
      ${areas(what, locale)} ${table(locale, columns, entries)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}

function whatOf({ what }: WrittenEntry, locale: Locale): Markup {
  const area = AUDIT_AREAS[what.split(".")[0] ?? ""];
  return html`${area ? localize(area, locale) : ""} <code>${what}</code>`;
}

/** One area alone; a form that needs no script. */
function areas(chosen: string | undefined, locale: Locale): Markup {
  return html`<form class="filter" action="/console/audit">
    <label
      >${text(messages.area, locale)}<select name="area">
        <option value="">${text(messages.allAreas, locale)}</option>
        ${Object.entries(AUDIT_AREAS).map(
          ([id, name]) =>
            html`<option value="${id}" ${id === chosen ? "selected" : ""}>
              ${localize(name, locale)}
            </option>`,
        )}
      </select></label
    >
    <button>${text(messages.show, locale)}</button>
  </form>`;
}

/** The accounts of those who did something, by their ids. */
async function namesOf(
  store: ConsoleParts["store"],
  entries: readonly WrittenEntry[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.map(({ who }) => who))];
  const named = await Promise.all(
    ids.map(async (id) => [id, (await store.people.accountNames([id]))[0] ?? id] as const),
  );
  return new Map(named);
}
