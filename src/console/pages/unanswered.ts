import { text } from "../../i18n/messages.ts";
import type { UnansweredQuestion } from "../../store/unanswered.ts";
import { html } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import { consoleMessages as messages } from "../messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { table } from "../table.ts";

const SHOWN = 200;

/** The newest questions without a good answer, personal data masked. */
export function addUnansweredPage(router: ConsoleRouter, parts: ConsoleParts): void {
  router.page("/unanswered", "knowledge.edit", async (c, visitor) => {
    const locale = localeOf(c, visitor.locale);
    const found = await parts.store.questions.unanswered(parts.isPlayground(), SHOWN);
    const title = text(messages.unanswered, locale);
    const columns = [
      { head: text(messages.question, locale), cell: ({ masked }: UnansweredQuestion) => masked },
      {
        head: text(messages.badRatings, locale),
        cell: ({ badRatings }: UnansweredQuestion) => badRatings,
      },
    ];
    const body = html`<h1>${title}</h1>
      <p class="lead">${text(messages.unansweredHow, locale)}</p>
      ${table(locale, columns, found)}`;
    return c.html(layout(visitor, locale, title, body));
  });
}
