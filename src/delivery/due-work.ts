import { expireOffer } from "../domain/events/answer-offer.ts";
import { fillRooms } from "../domain/events/fill-rooms.ts";
import { sayReminders } from "../domain/events/say-reminders.ts";
import type { Store } from "../store/store.ts";
import type { DueWork } from "./reminder-watch.ts";

/** The events' work that comes due, each piece in a transaction of its own. */
export function dueWork(store: Store): DueWork {
  return {
    sayReminders: (limit) => store.inTransaction((transaction) => sayReminders(transaction, limit)),
    expiredOffers: store.reminders.expiredOffers,
    expireOffer: (seat) => store.inTransaction((transaction) => expireOffer(transaction, seat)),
    fillRooms: (limit) => store.inTransaction((transaction) => fillRooms(transaction, limit)),
    msToNext: store.reminders.msToNext,
  };
}
