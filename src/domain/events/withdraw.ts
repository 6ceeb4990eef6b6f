import type { Transaction } from "../../engine/terms.ts";
import { findEvent } from "../../store/events/read.ts";
import { activeSeats } from "../../store/events/seats.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import { type LockedSeat, lockOwnSeat } from "./locked-seat.ts";
import { release } from "./release.ts";
import type { WithdrawResult } from "./results.ts";

/** Gives a person's seat at an event back; `session` names which, when they have several. */
export async function withdraw(
  transaction: Transaction,
  person: string,
  code: string,
  session?: string,
): Promise<WithdrawResult> {
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  const seats = await activeSeats(transaction, event.id, person);
  const seat = seats.find((each) => session === undefined || each.session === session);
  return seat ? withdrawSeat(transaction, person, seat.id) : { kind: "not_signed_up" };
}

/** Gives a seat back; it goes on to whoever waits first, in the same commit. */
export async function withdrawSeat(
  transaction: Transaction,
  person: string,
  seat: string,
): Promise<WithdrawResult> {
  const locked = await lockOwnSeat(transaction, person, seat);
  return locked ? giveBack(transaction, locked) : { kind: "not_found" };
}

async function giveBack(
  transaction: Transaction,
  { seat, room }: LockedSeat,
): Promise<WithdrawResult> {
  if (seat.state === "released") return { kind: "not_signed_up" };
  const facts = await sessionFacts(transaction, seat.session);
  if (!facts || facts.startsAt <= facts.now) return { kind: "too_late" };
  const passedOn = await release(transaction, room, seat, "self");
  return { kind: "withdrawn", session: seat.session, was: seat.state, passedOn };
}
