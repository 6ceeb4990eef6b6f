import type { Platform } from "../../engine/adapter.ts";
import type { Action, Intent } from "../../engine/intent.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { pageMessages as messages, PAGE_MINUTES } from "../page-messages.ts";

/** The address of a question's own page; undefined when there is none. */
export type PageOf = (action: Action) => string | undefined;

/**
 * A personal question as a foreign platform gets it where such questions have their own page: with a link to it, and
 * no form of the platform's to type into. On our own pages, and without the switch, it stays as it is.
 */
export function withOwnPage(
  intent: Intent,
  platform: Platform,
  locale: Locale,
  pageOf: PageOf | undefined,
): Intent {
  if (intent.kind !== "ask" || !intent.page || platform === "web") return intent;
  const url = pageOf?.(intent.page);
  if (url === undefined) return intent;
  const { page: _page, hint, kind: _kind, ...content } = intent;
  const how = fill(messages.howTo, locale, { minutes: PAGE_MINUTES });
  const link = { label: text(messages.open, locale), action: { kind: "link" as const, url } };
  return {
    ...content,
    kind: "say",
    text: [content.text, hint, how].filter((part) => part !== undefined).join("\n\n"),
    buttons: [{ ...link, style: "primary" }, ...(content.buttons ?? [])],
  };
}
