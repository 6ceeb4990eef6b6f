import { may } from "../../domain/permissions.ts";
import { type Locale, type Localized, localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import type { ConsoleParts } from "../parts.ts";
import type { Visitor } from "../visitor.ts";
import { overviewMessages as messages } from "./messages.ts";

interface Step {
  readonly title: Localized;
  readonly how: Localized;
  /** A command on the server, or a page. */
  readonly command?: string;
  readonly href?: string;
}

const CLI = "npm run -s cli --";

/** What has not been begun yet, and how to; nothing once all of it was, or for those who may begin none of it. */
export async function firstSteps(
  { store, isPlayground }: ConsoleParts,
  visitor: Visitor,
  hasEvents: boolean,
  locale: Locale,
): Promise<Markup | ""> {
  if (!may(visitor.role, "broadcasts.write")) return "";
  const bots = await store.installations.all();
  const colleagues = await store.staff.list();
  const announced = await store.broadcasts.list(isPlayground(), 1);
  const cases = await store.cases.list("", 1);
  const steps: readonly (Step | false)[] = [
    announced.length === 0 && ANNOUNCE,
    !hasEvents && EVENTS,
    cases.length === 0 && CASES,
    bots.every(({ platform }) => platform === "web") && BOT,
    colleagues.length < 2 && STAFF,
  ];
  const open = steps.filter((step) => step !== false);
  if (open.length === 0) return "";
  return html`<h2>${text(messages.first, locale)}</h2>
    <ul class="steps">
      ${open.map((step) => item(step, locale))}
    </ul>`;
}

const ANNOUNCE: Step = {
  title: messages.stepAnnounce,
  how: messages.stepAnnounceHow,
  href: "/console/broadcasts/new",
};
const EVENTS: Step = {
  title: messages.stepEvents,
  how: messages.stepEventsHow,
  command: `${CLI} events import FILE`,
};
const CASES: Step = {
  title: messages.stepCases,
  how: messages.stepCasesHow,
  command: `${CLI} cases import FILE`,
};
const BOT: Step = {
  title: messages.stepBot,
  how: messages.stepBotHow,
  command: `${CLI} installation add telegram`,
};
const STAFF: Step = {
  title: messages.stepStaff,
  how: messages.stepStaffHow,
  command: `${CLI} staff add telegram:ID --role operator`,
};

function item({ title, how, command, href }: Step, locale: Locale): Markup {
  const name = localize(title, locale);
  return html`<li>
    <h3>${href ? html`<a href="${href}">${name}</a>` : name}</h3>
    <p>${localize(how, locale)}</p>
    ${command ? html`<pre><code>${command}</code></pre>` : ""}
  </li>`;
}
