import type { Transaction } from "../../engine/terms.ts";
import { databaseNow } from "../../store/counts.ts";
import { concernedBy } from "../../store/events/concerned.ts";
import { lockAllPlaces } from "../../store/events/places.ts";
import {
  dropSessionReminders,
  remindBefore,
  remindOfOffers,
  remindOnWish,
} from "../../store/events/reminders.ts";
import {
  dateSession,
  insertSessions,
  removeUnused,
  updateSession,
} from "../../store/events/sessions.ts";
import { offerFreePlaces } from "./offers.ts";
import type { KeptSession, SessionChanges } from "./session-changes.ts";
import { type News, tellAll } from "./tell-all.ts";

/** What is to be done about an event's sessions. */
export interface Replacement {
  readonly changes: Extract<SessionChanges, { kind: "changes" }>;
  /** The event takes place somewhere else now. */
  readonly isElsewhere: boolean;
}

/** Carries the changes out; returns how many people were told that their session is at another time or place. */
export async function replaceSessions(
  transaction: Transaction,
  event: string,
  { changes: { added, kept, dated, removed, removedRooms }, isElsewhere }: Replacement,
): Promise<number> {
  const { now } = await databaseNow(transaction);
  for (const { id } of removed) await removeUnused(transaction, { session: id });
  for (const room of removedRooms) await removeUnused(transaction, room);
  await insertSessions(transaction, event, added);
  for (const { id, occurrence } of dated) await dateSession(transaction, id, occurrence);
  let told = 0;
  for (const one of kept) {
    const { id } = one.stored;
    await updateSession(transaction, id, one.planned);
    await dateSession(transaction, id, one.planned.occurrence);
    await remindAnew(transaction, id);
    const news = newsOf(one, isElsewhere, now);
    if (news) told += await tellAll(transaction, news, id, await concernedBy(transaction, id));
  }
  for (const room of await lockAllPlaces(transaction, { event })) {
    await offerFreePlaces(transaction, room);
  }
  return told;
}

/** A new time says where as well; nobody is told where something was that is over. */
function newsOf(
  { stored, planned }: KeptSession,
  isElsewhere: boolean,
  now: number,
): News | undefined {
  const isMoved = stored.startsAt !== planned.startsAt || stored.endsAt !== planned.endsAt;
  if (isMoved) return "moved";
  return isElsewhere && planned.endsAt > now ? "elsewhere" : undefined;
}

/** Sets what is still to be said about a session by its times as they are now. */
export async function remindAnew(transaction: Transaction, session: string): Promise<void> {
  const watchers = await dropSessionReminders(transaction, session);
  await remindBefore(transaction, session);
  await remindOfOffers(transaction, { session });
  for (const person of watchers) await remindOnWish(transaction, session, person);
}
