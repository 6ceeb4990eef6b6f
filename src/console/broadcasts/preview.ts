import { broadcastOf } from "../../domain/broadcasts/content.ts";
import { copyContent } from "../../domain/broadcasts/copy.ts";
import type { Locale } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import type { ConsoleParts, PlatformPreview } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { pageMessages as messages, PLATFORM_NAMES } from "./messages.ts";

const FORMS = [
  ["person", "zh-CN", "direct"],
  ["person", "en", "direct"],
  ["space", "both", "group"],
] as const;

function headOf(index: number) {
  const heads = [messages.toPersonZh, messages.toPersonEn, messages.toGroup] as const;
  return heads[index] ?? messages.toGroup;
}

/** The copies as each platform shows them: to a person in each language, and in a group that chose none. */
export function addPreviewPage(router: ConsoleRouter, { store, preview }: ConsoleParts): void {
  router.page("/broadcasts/:id/preview", "broadcasts.look", async (c, visitor) => {
    const kept = await store.broadcasts.find(c.req.param("id") ?? "");
    if (!kept) return refuse(c, "not-found", visitor.locale);
    const broadcast = broadcastOf(kept);
    const locale = localeOf(c, visitor.locale);
    const shown = await Promise.all(
      FORMS.map(([whom, language, kind]) => {
        const intent = { kind: "say" as const, ...copyContent(broadcast, whom, language) };
        return preview(intent, language === "en" ? "en" : "zh-CN", kind);
      }),
    );
    const title = text(messages.preview, locale);
    const body = html`<p>
        <a class="back" href="/console/broadcasts/${broadcast.id}">${text(messages.back, locale)}</a>
      </p>
      <h1>${title}</h1>
      ${shown.map(
        (previews, index) => html`<h2>${text(headOf(index), locale)}</h2>
          <div class="previews">${previews.map((one) => card(one, locale))}</div>`,
      )}`;
    return c.html(layout(visitor, locale, title, body));
  });
}

function card({ platform, parts }: PlatformPreview, locale: Locale): Markup {
  return html`<article class="preview">
    <h3>${PLATFORM_NAMES[platform]}</h3>
    ${parts.length > 1 ? html`<p class="notice bad">${text(messages.tooLong, locale)}</p>` : ""}
    ${parts.map(
      (part) =>
        html`<pre>${part.text}</pre>
          <p class="taps">${part.buttons.map((label) => html`<span class="tap">${label}</span>`)}</p>`,
    )}
  </article>`;
}
