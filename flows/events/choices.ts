import type { EventView, SeatView, SessionView } from "../../src/domain/events/views.ts";
import type { FlowOption } from "../../src/engine/flow.ts";
import { openButton } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { formatMoment, formatSpan } from "../../src/i18n/dates.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { eventMessages as messages } from "./messages.ts";
import { titleOf } from "./pass.ts";
import { otherEventsButton, seatState, sessionName, signUpButton, stateOf } from "./wording.ts";

/** More sessions or events than this make no list to choose from. */
const MOST_OPTIONS = 8;

function inBoth(say: (locale: Locale) => string): Localized {
  return { zh: say("zh-CN"), en: say("en") };
}

/** Events to choose from; the id of an option is the event's code in small letters. */
export function eventOptions(events: readonly EventView[]): readonly FlowOption[] {
  return events.slice(0, MOST_OPTIONS).map(({ code, title, zone, sessions }) => ({
    id: code.toLowerCase(),
    label: inBoth((locale) => {
      const [next] = sessions;
      const when = next ? ` · ${formatMoment(next.startsAt, zone, locale)}` : "";
      return `${localize(title, locale)}${when}`;
    }),
    names: [code],
  }));
}

/** The person's own sign-ups to choose from. */
export function seatOptions(seats: readonly SeatView[]): readonly FlowOption[] {
  return seats.slice(0, MOST_OPTIONS).map((seat) => ({
    id: seat.seat,
    label: inBoth(
      (locale) => `${titleOf(seat, locale)} · ${formatMoment(seat.startsAt, seat.zone, locale)}`,
    ),
    names: [seat.code],
  }));
}

/** Sessions that take this person now, soonest first. */
export function openSessions(event: EventView, seats: readonly SeatView[]): readonly SessionView[] {
  const mine = new Set(
    seats.filter(({ code }) => code === event.code).map(({ session }) => session),
  );
  const taken = new Set(
    event.sessions.filter(({ id }) => mine.has(id)).map(({ occurrence }) => occurrence),
  );
  return event.sessions
    .filter(({ openness, occurrence }) => openness === "open" && !taken.has(occurrence))
    .slice(0, MOST_OPTIONS);
}

/** Sessions to choose from, each with its room; the one chosen already is among them even if it closed since. */
export function sessionOptions(
  event: EventView,
  open: readonly SessionView[],
  chosen: SessionView | undefined,
): readonly FlowOption[] {
  const others = chosen && !open.includes(chosen) ? [chosen] : [];
  return [...open, ...others].map((session) => ({
    id: session.id,
    label: inBoth((locale) => {
      const when = formatSpan(session.startsAt, session.endsAt, event.zone, locale);
      const named = session.title === null ? when : `${when} ${localize(session.title, locale)}`;
      return `${named} · ${stateOf(session, event.zone, locale)}`;
    }),
    names: session.title === null ? [] : [session.title.zh, session.title.en],
  }));
}

/** What to say to somebody whom no session of the event takes: why, and what they can do instead. */
export function refusal(
  event: EventView | undefined,
  seats: readonly SeatView[],
  locale: Locale,
): Content {
  if (!event)
    return { text: text(messages.notFound, locale), buttons: [otherEventsButton(locale)] };
  const title = localize(event.title, locale);
  const mine = seats.find(({ code }) => code === event.code);
  if (mine) {
    const state = seatState(mine, locale);
    return {
      text: fill(messages.alreadyIn, locale, { title, state }),
      buttons: [openButton(text(messages.showMine, locale), "seat", mine.seat, "primary")],
    };
  }
  const awaited = event.sessions.find(({ openness }) => openness === "not_yet_open");
  const shown = awaited ?? event.sessions[0];
  const state = shown ? stateOf(shown, event.zone, locale) : text(messages.over, locale);
  return {
    text: fill(messages.stateNow, locale, { title, state }),
    buttons: [...(awaited ? [remindButton(event.code, locale)] : []), otherEventsButton(locale)],
  };
}

export function remindButton(code: string, locale: Locale) {
  return openButton(text(messages.remindMe, locale), "remindme", code, "primary");
}

/** Other sessions that still have room, as buttons. */
export function alternativeButtons(
  event: EventView,
  sessions: readonly { readonly session: string; readonly left: number }[],
  locale: Locale,
) {
  return sessions.slice(0, 3).flatMap(({ session: id, left }) => {
    const session = event.sessions.find((each) => each.id === id);
    if (!session) return [];
    const named = sessionName(session, event.zone, locale);
    const label = fill(messages.otherSession, locale, { session: named, left });
    return [signUpButton(event.code, locale, { session: id, label })];
  });
}
