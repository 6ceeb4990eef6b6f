import { text } from "../../i18n/messages.ts";
import type { StaffMember } from "../../store/staff.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { deskNames, consoleMessages as messages, roleNames } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { table } from "../table.ts";

/** Who has which role; roles are given at the command line. */
export function addStaffPage(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.page("/staff", "staff.look", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const members = await store.staff.list();
    const title = text(messages.staff, locale);
    const columns = [
      {
        head: text(messages.account, locale),
        cell: ({ platform, account }: StaffMember) =>
          platform === undefined
            ? text(messages.commandLine, locale)
            : `${platform}:${account ?? ""}`,
      },
      {
        head: text(messages.role, locale),
        cell: ({ role }: StaffMember) => text(roleNames[role], locale),
      },
      {
        head: text(messages.desks, locale),
        cell: ({ desks }: StaffMember) =>
          desks.map((desk) => text(deskNames[desk], locale)).join("、"),
      },
    ];
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.staffHow, locale)}</p>
      <pre><code>npm run -s cli -- staff add telegram:ID --role specialist --desk tax</code></pre>
      ${table(locale, columns, members)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}
