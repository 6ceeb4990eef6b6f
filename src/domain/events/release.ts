import type { Transaction } from "../../engine/terms.ts";
import type { Places } from "../../store/events/places.ts";
import { dropReminders } from "../../store/events/reminders.ts";
import { countersOf, moveSeat, type Seat } from "../../store/events/seats.ts";
import type { Release } from "../../store/schema/seats.ts";
import { offerFreePlaces } from "./offers.ts";

/**
 * Gives a seat of a locked room back and offers its places to those who wait, in the same commit. Returns
 * whether somebody was offered one.
 */
export async function release(
  transaction: Transaction,
  room: Places,
  seat: Seat,
  why: Release,
): Promise<boolean> {
  await moveSeat(transaction, seat, { to: "released", why });
  await dropReminders(transaction, seat.id);
  const { taken, held, waiting } = countersOf(seat.state, seat.places);
  const now = {
    ...room,
    taken: room.taken - taken,
    held: room.held - held,
    waiting: room.waiting - waiting,
  };
  return (await offerFreePlaces(transaction, now)) > 0;
}
