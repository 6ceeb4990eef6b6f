import type { Transaction } from "../../engine/terms.ts";
import { fill } from "../../i18n/messages.ts";
import { dropReminders, remindBefore } from "../../store/events/reminders.ts";
import { moveSeat } from "../../store/events/seats.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import { COMMANDS } from "./commands.ts";
import { type LockedSeat, lockOwnSeat, lockSeat } from "./locked-seat.ts";
import { eventMessages as messages } from "./messages.ts";
import { tell } from "./notices.ts";
import { release } from "./release.ts";
import type { OfferResult } from "./results.ts";
import { opens, wordsOf } from "./wording.ts";

/** Takes up or declines an offered seat; the database's clock says whether there is still time. */
export async function answerOffer(
  transaction: Transaction,
  person: string,
  seat: string,
  accepted: boolean,
): Promise<OfferResult> {
  const locked = await lockOwnSeat(transaction, person, seat);
  if (!locked) return { kind: "not_found" };
  if (locked.seat.state !== "offered") return { kind: "no_offer", state: locked.seat.state };
  if (await isOver(transaction, locked)) {
    await passOn(transaction, locked);
    return { kind: "expired" };
  }
  if (accepted) return takeUp(transaction, locked);
  const passedOn = await release(transaction, locked.room, locked.seat, "declined");
  return { kind: "declined", passedOn };
}

async function isOver(transaction: Transaction, { seat }: LockedSeat): Promise<boolean> {
  const facts = await sessionFacts(transaction, seat.session);
  return !facts || (seat.offeredUntil ?? 0) <= facts.now || facts.startsAt <= facts.now;
}

async function takeUp(transaction: Transaction, { seat }: LockedSeat): Promise<OfferResult> {
  const facts = await sessionFacts(transaction, seat.session);
  const isTaken = facts && (await moveSeat(transaction, seat, { to: "taken" }));
  if (!isTaken) throw new Error("A place that was held for an offer is not there");
  await dropReminders(transaction, seat.id);
  await remindBefore(transaction, seat.session, seat.id);
  const { startsAt, endsAt } = facts;
  const { id, session, pass } = seat;
  return { kind: "seated", seat: id, session, pass, startsAt, endsAt };
}

/**
 * Passes an offered seat on once its time is over; false when it was answered meanwhile, or is not over by the
 * database's clock.
 */
export async function expireOffer(transaction: Transaction, id: string): Promise<boolean> {
  const locked = await lockSeat(transaction, { by: "id", id });
  if (locked?.seat.state !== "offered" || !(await isOver(transaction, locked))) return false;
  await passOn(transaction, locked);
  return true;
}

async function passOn(transaction: Transaction, { seat, room }: LockedSeat): Promise<void> {
  const facts = await sessionFacts(transaction, seat.session);
  await release(transaction, room, seat, "expired");
  if (!facts || facts.cancelled) return;
  await tell(transaction, `offer-ended:${seat.id}:${seat.offeredUntil}`, seat, (locale) => ({
    text: fill(messages.offerEndedText, locale, { title: wordsOf(facts, locale).title }),
    buttons: [opens(messages.signUp, locale, [COMMANDS.signUp, facts.code])],
  }));
}
