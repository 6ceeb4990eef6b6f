import type { Context } from "hono";
import type { Locale, Localized } from "../i18n/locale.ts";
import { text } from "../i18n/messages.ts";
import { html, type Markup } from "./html.ts";

/** What the act before came to, as the address names it (`?note=…`); nothing for a name that is none of these. */
export function noteOf(
  c: Context,
  notes: Readonly<Record<string, Localized>>,
  locale: Locale,
): Markup | "" {
  const name = c.req.query("note") ?? "";
  const note = Object.entries(notes).find(([known]) => known === name)?.[1];
  return note
    ? html`<p class="notice" role="status" tabindex="-1" autofocus>${text(note, locale)}</p>`
    : "";
}
