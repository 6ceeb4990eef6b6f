import type { EventView, SessionView } from "../../src/domain/events/views.ts";
import type { Content } from "../../src/engine/intent.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { eventMessages as messages } from "./messages.ts";
import { placesLeft } from "./wording.ts";

/** How the last look is shown. */
interface Look {
  readonly locale: Locale;
  /** Some answers are those of an earlier sign-up. */
  readonly isReused: boolean;
}

/** The last look before signing up: which event, when and where, and what confirming comes to. */
export function reviewOf(
  event: EventView | undefined,
  session: SessionView | undefined,
  { locale, isReused }: Look,
): Content {
  if (!event || !session) return { text: text(messages.notFound, locale) };
  return {
    title: `${text(messages.reviewTitle, locale)} · ${localize(event.title, locale)}`,
    text: text(outlook(event, session), locale),
    rows: [{ label: text(messages.rowPlace, locale), value: localize(event.place, locale) }],
    footnote: isReused ? text(messages.reused, locale) : undefined,
  };
}

function outlook({ approval }: EventView, session: SessionView): Localized {
  if (approval) return messages.reviewRequest;
  return placesLeft(session) > 0 ? messages.reviewSeat : messages.reviewQueue;
}
