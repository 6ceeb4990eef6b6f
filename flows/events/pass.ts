import type { EventView, SeatView } from "../../src/domain/events/views.ts";
import { openButton } from "../../src/engine/flow.ts";
import type { Button, Content, Row } from "../../src/engine/intent.ts";
import { formatSpan } from "../../src/i18n/dates.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, type Template, text } from "../../src/i18n/messages.ts";
import { eventMessages as messages } from "./messages.ts";
import type { EventServices, PassFacts } from "./services.ts";

/** The pass for a seat that was just taken. */
export function passOfSeated(
  event: EventView,
  seated: {
    readonly seat: string;
    readonly session: string;
    readonly pass: string;
    readonly startsAt: number;
    readonly endsAt: number;
  },
  guest: string | undefined,
): PassFacts {
  const session = event.sessions.find(({ id }) => id === seated.session);
  const { code, title, place, bring, zone, sequence } = event;
  const { seat, pass, startsAt, endsAt } = seated;
  const sessionTitle = session?.title ?? null;
  return {
    code,
    seat,
    pass,
    title,
    sessionTitle,
    venue: place,
    bring,
    startsAt,
    endsAt,
    zone,
    sequence,
    guest,
  };
}

/** What proves a seat: code, picture, calendar file, what to bring. For its owner's eyes only. */
export function passCard(
  services: Pick<EventServices, "passFiles">,
  facts: PassFacts,
  locale: Locale,
  title: Template<{ title: string }> = messages.passTitle,
): Content {
  return {
    title: fill(title, locale, { title: titleOf(facts, locale) }),
    text: text(messages.passText, locale),
    rows: passRows(facts, locale),
    buttons: seatButtons(facts.seat, locale),
    attachments: services.passFiles(facts, locale),
  };
}

function passRows(facts: PassFacts, locale: Locale): readonly Row[] {
  const { pass, startsAt, endsAt, zone, venue, bring, guest } = facts;
  const when = formatSpan(startsAt, endsAt, zone, locale);
  return [
    { label: text(messages.rowPass, locale), value: pass },
    { label: text(messages.rowWhen, locale), value: when },
    { label: text(messages.rowPlace, locale), value: localize(venue, locale) },
    ...(bring ? [{ label: text(messages.rowBring, locale), value: localize(bring, locale) }] : []),
    ...(guest === undefined ? [] : [{ label: text(messages.rowGuest, locale), value: guest }]),
  ];
}

/** What the owner of a seat may do with it. */
function seatButtons(seat: string, locale: Locale): readonly Button[] {
  return [
    openButton(text(messages.changeAnswer, locale), "seat-change", seat),
    openButton(text(messages.giveBack, locale), "withdraw", seat),
  ];
}

/** The event's title, with the session's own behind it. */
export function titleOf(
  { title, sessionTitle }: Pick<SeatView, "title" | "sessionTitle">,
  locale: Locale,
): string {
  const named = sessionTitle === null ? [title] : [title, sessionTitle];
  return named.map((name) => localize(name, locale)).join(" · ");
}
