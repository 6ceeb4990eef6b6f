import type { EventView, SeatView, SessionView } from "../../src/domain/events/views.ts";
import { openButton } from "../../src/engine/flow.ts";
import type { Button, Row } from "../../src/engine/intent.ts";
import { formatMoment, formatSpan } from "../../src/i18n/dates.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { eventMessages as messages } from "./messages.ts";

/** The session's own name behind when it takes place. */
export function sessionName(session: SessionView, zone: string, locale: Locale): string {
  const when = formatMoment(session.startsAt, zone, locale);
  return session.title === null ? when : `${when} ${localize(session.title, locale)}`;
}

/** Places nobody has or is offered. */
export function placesLeft({ quotas }: SessionView): number {
  return quotas.reduce(
    (sum, { capacity, taken, held }) => sum + Math.max(0, capacity - taken - held),
    0,
  );
}

/** Whether somebody who is too late for a place may still wait for one. */
function takesWaiting({ quotas }: SessionView): boolean {
  return quotas.some(({ waitlist, waiting }) => waitlist === null || waiting < waitlist);
}

/** How a session stands: places left, the waiting list, or why it takes nobody. */
export function stateOf(session: SessionView, zone: string, locale: Locale): string {
  switch (session.openness) {
    case "open":
      return seatsOf(session, locale);
    case "not_yet_open":
      return fill(messages.opensAt, locale, {
        at: formatMoment(session.opensAt ?? session.startsAt, zone, locale),
      });
    case "closed":
      return text(messages.closed, locale);
    case "over":
      return text(messages.over, locale);
    case "draft":
      return text(messages.draft, locale);
    case "cancelled":
      return text(messages.cancelled, locale);
  }
}

function seatsOf(session: SessionView, locale: Locale): string {
  const left = placesLeft(session);
  if (left > 0) return fill(messages.free, locale, { left });
  return takesWaiting(session)
    ? fill(messages.fullQueue, locale, { waiting: session.waiting })
    : text(messages.fullNoQueue, locale);
}

/** What the next dates of an event are, in one line each. */
export function eventRow(event: EventView, locale: Locale): Row {
  const { code, zone, place, title } = event;
  const label = `${code} ${localize(title, locale)}`;
  const [next] = event.sessions;
  if (!next) return { label, value: text(messages.over, locale) };
  const row = {
    when: formatSpan(next.startsAt, next.endsAt, zone, locale),
    place: localize(place, locale),
    seats: stateOf(next, zone, locale),
    closes: fill(messages.closesAt, locale, { at: formatMoment(next.closesAt, zone, locale) }),
  };
  return { label, value: fill(messages.listRow, locale, row) };
}

/** What somebody's seat is at the moment. */
export function seatState(
  seat: Pick<SeatView, "state" | "place" | "offeredUntil" | "zone">,
  locale: Locale,
): string {
  switch (seat.state) {
    case "taken":
      return text(messages.seatTaken, locale);
    case "waiting":
      return fill(messages.seatWaiting, locale, { place: seat.place ?? 1 });
    case "offered":
      return fill(messages.seatOffered, locale, {
        until: formatMoment(seat.offeredUntil ?? 0, seat.zone, locale),
      });
    case "requested":
      return text(messages.seatRequested, locale);
    case "released":
      return text(messages.seatReleased, locale);
  }
}

/** The same for a state alone, as results of effects name it. */
export function stateName(state: SeatView["state"], locale: Locale): string {
  const names: Readonly<Record<SeatView["state"], Localized>> = {
    taken: messages.seatTaken,
    waiting: messages.onWaitingList,
    offered: messages.seatKept,
    requested: messages.seatRequested,
    released: messages.seatReleased,
  };
  return text(names[state], locale);
}

/** The button that starts signing up for an event, or for one session of it. */
export function signUpButton(
  code: string,
  locale: Locale,
  { session, label }: { readonly session?: string; readonly label?: string } = {},
): Button {
  const args = session === undefined ? code : `${code}_${session}`;
  return openButton(label ?? text(messages.signUp, locale), "signup", args, "primary");
}

/** Leads to everything that is coming. */
export function otherEventsButton(locale: Locale): Button {
  return openButton(text(messages.otherEvents, locale), "events");
}
