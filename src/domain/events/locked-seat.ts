import type { Transaction } from "../../engine/terms.ts";
import { lockPlaces, type Places } from "../../store/events/places.ts";
import { findSeat, type Seat, type SeatChoice } from "../../store/events/seats.ts";

/** A seat and its room's counters, both as they are while the room is locked. */
export interface LockedSeat {
  readonly seat: Seat;
  readonly room: Places;
}

/** Locks the room of a seat and reads the seat again: what was read before may have changed meanwhile. */
export async function lockSeat(
  transaction: Transaction,
  choice: SeatChoice,
): Promise<LockedSeat | undefined> {
  const seen = await findSeat(transaction, choice);
  const room = seen && (await lockPlaces(transaction, seen));
  const seat = seen && (await findSeat(transaction, { by: "id", id: seen.id }));
  return room && seat && { seat, room };
}

/** The same for a seat that must be this person's. */
export async function lockOwnSeat(
  transaction: Transaction,
  person: string,
  id: string,
): Promise<LockedSeat | undefined> {
  const locked = await lockSeat(transaction, { by: "id", id });
  return locked?.seat.person === person ? locked : undefined;
}
