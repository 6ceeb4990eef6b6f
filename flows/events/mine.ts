import { flow } from "../../src/engine/builder.ts";
import { type Flow, openButton } from "../../src/engine/flow.ts";
import type { Button, Content, Row } from "../../src/engine/intent.ts";
import { formatMoment } from "../../src/i18n/dates.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { titleOf } from "./pass.ts";
import { PRIVATE } from "./seat.ts";
import { seatMessages as messages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";
import { otherEventsButton, seatState } from "./wording.ts";

/** What of somebody's things one kind is: lines, and a button for each. */
interface MyThings {
  readonly rows: readonly Row[];
  readonly buttons: readonly Button[];
}

/** Somebody's sign-ups that are not over. */
async function mySignUps(
  services: Pick<EventServices, "mySeats">,
  person: string,
  locale: Locale,
): Promise<MyThings> {
  const seats = await services.mySeats(person);
  return {
    rows: seats.map((seat) => ({
      label: titleOf(seat, locale),
      value: `${formatMoment(seat.startsAt, seat.zone, locale)} · ${seatState(seat, locale)}`,
    })),
    buttons: seats
      .slice(0, MOST_BUTTONS)
      .map((seat) => openButton(titleOf(seat, locale), "seat", seat.seat)),
  };
}

const MOST_BUTTONS = 8;

/** 我的报名: one's own sign-ups; 我的 leads to each of them as well. */
export function mineFlow(services: EventServices): Flow {
  return flow("events.mine", PRIVATE)
    .load("things", ({ actor, locale }) => mySignUps(services, actor.person, locale))
    .say("mine", ({ loaded, locale }) => [
      { kind: "say", form: "card", content: mineContent(loaded.things, locale) },
    ])
    .build();
}

function mineContent({ rows, buttons }: MyThings, locale: Locale): Content {
  if (rows.length === 0) {
    return { text: text(messages.mineNone, locale), buttons: [otherEventsButton(locale)] };
  }
  return { title: text(messages.mineTitle, locale), text: "", rows, buttons };
}
