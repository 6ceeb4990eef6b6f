import type { EventView, SessionView } from "../../src/domain/events/views.ts";
import type { Content } from "../../src/engine/intent.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { eventMessages as messages } from "./messages.ts";
import { placesLeft } from "./wording.ts";

/** The last look before signing up: which event, when and where, and what confirming comes to. */
export function reviewOf(
  { locale }: { readonly locale: Locale },
  event: EventView | undefined,
  session: SessionView | undefined,
): Content {
  if (!event || !session) return { text: text(messages.notFound, locale) };
  return {
    title: `${text(messages.reviewTitle, locale)} · ${localize(event.title, locale)}`,
    text: text(outlook(event, session), locale),
    rows: [{ label: text(messages.rowPlace, locale), value: localize(event.place, locale) }],
  };
}

function outlook({ approval }: EventView, session: SessionView): Localized {
  if (approval) return messages.reviewRequest;
  return placesLeft(session) > 0 ? messages.reviewSeat : messages.reviewQueue;
}
