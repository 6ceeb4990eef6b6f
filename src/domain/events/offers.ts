import type { Transaction } from "../../engine/terms.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { Places } from "../../store/events/places.ts";
import { firstWaiting } from "../../store/events/queue.ts";
import { dropReminders, remindOfOffers } from "../../store/events/reminders.ts";
import { findSeat, moveSeat, type Seat } from "../../store/events/seats.ts";
import { type SessionFacts, sessionFacts } from "../../store/events/session-facts.ts";
import { COMMANDS } from "./commands.ts";
import { eventMessages as messages } from "./messages.ts";
import { tell } from "./notices.ts";
import { opens, type Says, wordsOf } from "./wording.ts";

const MINUTE = 60_000;
/** How long a freed seat is kept for the person it is offered to. */
const KEPT_MS = 240 * MINUTE;
/** The shortest time that leaves anybody a chance to see it. */
const SHORTEST_MS = 10 * MINUTE;

/** ms an offer stands: four hours; near the start a quarter of what is left, and never beyond the start. */
function offerTime(untilStartMs: number): number {
  const nearStart = Math.max(SHORTEST_MS, untilStartMs / 4);
  return Math.min(KEPT_MS, nearStart, untilStartMs);
}

/**
 * Offers the free places of a locked room to those who wait, in their order, and tells them in this commit.
 * Returns how many were offered one.
 */
export async function offerFreePlaces(transaction: Transaction, room: Places): Promise<number> {
  let free = room.capacity - room.taken - room.held;
  let offered = 0;
  if (free <= 0 || room.waiting === 0) return 0;
  const facts = await sessionFacts(transaction, room.session);
  if (!facts) return 0;
  for (;;) {
    const next = free > 0 ? await firstWaiting(transaction, room, free) : undefined;
    if (!next) return offered;
    const isOffered = await offer(transaction, next, facts);
    if (!isOffered) return offered;
    free -= next.places;
    offered += 1;
  }
}

async function offer(transaction: Transaction, seat: Seat, facts: SessionFacts): Promise<boolean> {
  const forMs = offerTime(facts.startsAt - facts.now);
  const isMoved = await moveSeat(transaction, seat, { to: "offered", forMs });
  if (!isMoved) return false;
  await dropReminders(transaction, seat.id);
  await remindOfOffers(transaction, { seat: seat.id });
  const offered = await findSeat(transaction, { by: "id", id: seat.id });
  const until = offered?.offeredUntil ?? facts.now + forMs;
  await tell(transaction, `offer:${seat.id}:${until}`, seat, offerWords(seat.id, facts, until));
  return true;
}

function offerWords(seat: string, facts: SessionFacts, until: number): Says {
  return (locale) => {
    const { title, when, moment } = wordsOf(facts, locale);
    return {
      title: text(messages.offerTitle, locale),
      text: fill(messages.offerText, locale, { title, when, until: moment(until) }),
      buttons: [
        opens(messages.accept, locale, [COMMANDS.acceptOffer, seat], "primary"),
        opens(messages.decline, locale, [COMMANDS.declineOffer, seat]),
      ],
    };
  };
}
