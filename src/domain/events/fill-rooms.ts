import type { Transaction } from "../../engine/terms.ts";
import { lockPlaces } from "../../store/events/places.ts";
import { unfilledRooms } from "../../store/events/queue.ts";
import { offerFreePlaces } from "./offers.ts";

/** Offers free places that somebody waits for and that no change of a seat led to; returns how many. */
export async function fillRooms(transaction: Transaction, limit: number): Promise<number> {
  let offered = 0;
  for (const room of await unfilledRooms(transaction, limit)) {
    const locked = await lockPlaces(transaction, room);
    if (locked) offered += await offerFreePlaces(transaction, locked);
  }
  return offered;
}
