import { z } from "zod";
import type { SeatView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Button, Content } from "../../src/engine/intent.ts";
import { formatMoment, formatSpan } from "../../src/i18n/dates.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { eventMessages } from "./messages.ts";
import { passCard, titleOf } from "./pass.ts";
import { seatMessages as messages } from "./seat-messages.ts";
import type { EventServices, PassFacts } from "./services.ts";
import { otherEventsButton, seatState, signUpButton, stateName } from "./wording.ts";

const MINUTE = 60_000;
export const PRIVATE = {
  version: 1,
  surface: "private",
  idleMs: 30 * MINUTE,
  ttlMs: 24 * 60 * MINUTE,
} as const;

/** The input of flows about one seat. */
export const seatInput = z.object({ seat: z.string() });

export function say(content: Content): readonly Act[] {
  return [{ kind: "say", content }];
}

/** That there is no such seat of this person's. */
export function seatGone(locale: Locale): readonly Act[] {
  const content = { text: text(eventMessages.seatNotFound, locale) };
  return say({ ...content, buttons: [otherEventsButton(locale)] });
}

/** One's own seat: the pass, or where one stands in the queue. */
export function seatFlow(services: EventServices): Flow {
  return flow("events.seat", PRIVATE)
    .input(seatInput)
    .load("seat", ({ input, actor }) => services.mySeat(input.seat, actor.person))
    .say("seat", ({ loaded: { seat }, locale }) =>
      seat
        ? [{ kind: "say", form: "card", content: seatCard(services, seat, locale) }]
        : seatGone(locale),
    )
    .build();
}

/** What the owner of a seat is shown of it. */
function seatCard(services: EventServices, seat: SeatView, locale: Locale): Content {
  if (seat.state === "taken") {
    return passCard(services, passOf(seat), locale, eventMessages.seatTitle);
  }
  const when = formatSpan(seat.startsAt, seat.endsAt, seat.zone, locale);
  return {
    title: titleOf(seat, locale),
    text: seatState(seat, locale),
    rows: [{ label: text(eventMessages.rowWhen, locale), value: when }],
    buttons: stateButtons(seat, locale),
  };
}

function passOf(seat: SeatView): PassFacts {
  const { code, pass, title, sessionTitle, venue, bring, startsAt, endsAt, zone } = seat;
  const { sequence, guest } = seat;
  const event = { code, title, sessionTitle, venue, bring, startsAt, endsAt, zone, sequence };
  return { ...event, seat: seat.seat, pass, guest };
}

function stateButtons({ state, seat, code }: SeatView, locale: Locale): readonly Button[] {
  switch (state) {
    case "offered":
      return [
        openButton(text(messages.takeSeat, locale), "offer-accept", seat, "primary"),
        openButton(text(messages.noThanks, locale), "offer-decline", seat),
      ];
    case "released":
      return [signUpButton(code, locale)];
    case "waiting":
    case "requested":
      return [openButton(text(eventMessages.leaveQueue, locale), "seat-withdraw", seat)];
    case "taken":
      return [];
  }
}

/** "Take the seat" or "no, thanks" under the offer of a freed one. */
export function offerFlow(services: EventServices): Flow {
  return flow("events.offer", PRIVATE)
    .input(z.object({ seat: z.string(), accepted: z.boolean() }))
    .load("seat", ({ input, actor }) => services.mySeat(input.seat, actor.person))
    .effect("answer", {
      key: ({ run }) => `event.offer:${run}`,
      perform: (transaction, { input, actor }) =>
        services.answerOffer(transaction, actor.person, input.seat, input.accepted),
    })
    .match("answer", {
      seated: {
        to: "end",
        acts: (seated, { loaded: { seat }, locale }) =>
          seat
            ? [
                {
                  kind: "say",
                  form: "card",
                  content: passCard(services, { ...passOf(seat), pass: seated.pass }, locale),
                },
              ]
            : seatGone(locale),
      },
      declined: {
        to: "end",
        acts: (_result, { locale }) => say({ text: text(messages.offerDeclined, locale) }),
      },
      expired: {
        to: "end",
        acts: (_result, { loaded, locale }) =>
          say({ text: text(messages.offerExpired, locale), buttons: again(loaded.seat, locale) }),
      },
      no_offer: {
        to: "end",
        acts: ({ state }, { loaded, locale }) =>
          say({
            text: fill(messages.noOffer, locale, { state: stateName(state, locale) }),
            buttons: again(loaded.seat, locale),
          }),
      },
      not_found: { to: "end", acts: (_result, { locale }) => seatGone(locale) },
    })
    .build();
}

function again(seat: SeatView | undefined, locale: Locale): readonly Button[] {
  return seat
    ? [openButton(text(eventMessages.showMine, locale), "seat", seat.seat)]
    : [otherEventsButton(locale)];
}

/** "I'll be there" under "still coming?". */
export function keepFlow(services: EventServices): Flow {
  return flow("events.keep", PRIVATE)
    .input(seatInput)
    .load("seat", ({ input, actor }) => services.mySeat(input.seat, actor.person))
    .effect("keep", {
      key: ({ run }) => `event.keep:${run}`,
      perform: (transaction, { input, actor }) =>
        services.confirmSeat(transaction, actor.person, input.seat),
    })
    .match("keep", {
      confirmed: {
        to: "end",
        acts: ({ startsAt }, { loaded: { seat }, locale }) => {
          if (!seat) return seatGone(locale);
          const when = formatMoment(startsAt, seat.zone, locale);
          return say({ text: fill(messages.kept, locale, { title: titleOf(seat, locale), when }) });
        },
      },
      not_found: { to: "end", acts: (_result, { locale }) => seatGone(locale) },
    })
    .build();
}
