import type { Transaction } from "../../engine/terms.ts";
import { concernedBy } from "../../store/events/concerned.ts";
import { lockAllPlaces } from "../../store/events/places.ts";
import type { PlannedSession } from "../../store/events/record.ts";
import {
  dropSessionReminders,
  remindBefore,
  remindOfOffers,
  remindOnWish,
} from "../../store/events/reminders.ts";
import {
  insertSessions,
  removeUnused,
  type StoredSession,
  sessionsOf,
  updateSession,
  usedRooms,
} from "../../store/events/sessions.ts";
import { offerFreePlaces } from "./offers.ts";
import type { Tagged } from "./results.ts";
import { tellAll } from "./tell-all.ts";

interface KeptSession {
  readonly stored: StoredSession;
  readonly planned: PlannedSession;
}

/** What changes about an event's sessions, or what cannot be left out because people sit there. */
export type SessionChanges =
  | {
      readonly kind: "changes";
      readonly added: readonly PlannedSession[];
      readonly kept: readonly KeptSession[];
      readonly removed: readonly StoredSession[];
      readonly removedRooms: readonly { readonly session: string; readonly quota: string }[];
    }
  | Tagged<"in_use", { field: string }>;

/** Compares the sessions of an event with those it is to have. Sessions that have begun stay as they are. */
export async function sessionChanges(
  transaction: Transaction,
  event: string,
  planned: readonly PlannedSession[],
): Promise<SessionChanges> {
  const stored = await sessionsOf(transaction, event);
  const used = await usedRooms(
    transaction,
    stored.map(({ id }) => id),
  );
  const matches = (one: StoredSession) =>
    planned.find(({ occurrence, key }) => occurrence === one.occurrence && key === one.key);
  const kept = stored.flatMap((one) => {
    const match = matches(one);
    return match ? [{ stored: one, planned: match }] : [];
  });
  const removed = stored.filter((one) => !matches(one) && !hasBegun(one, planned));
  const inUse = removed.find(({ id }) => used.some(({ session }) => session === id));
  if (inUse) return { kind: "in_use", field: `sessions.${inUse.key || inUse.occurrence}` };
  const gone = used.find(({ session, quota }) => {
    const match = kept.find((one) => one.stored.id === session);
    return match && !match.planned.rooms.some((room) => room.quota === quota);
  });
  if (gone) return { kind: "in_use", field: `quotas.${gone.quota}` };
  const rooms = await lockAllPlaces(transaction, { event });
  const removedRooms = rooms.filter(({ session, quota }) =>
    kept.some(
      (one) => one.stored.id === session && !one.planned.rooms.some((room) => room.quota === quota),
    ),
  );
  const added = planned.filter((one) => !kept.some((each) => each.planned === one));
  return { kind: "changes", added, kept, removed, removedRooms };
}

/** An occurrence before all that are planned is history. */
function hasBegun({ occurrence }: StoredSession, planned: readonly PlannedSession[]): boolean {
  return occurrence !== "" && planned.every((one) => one.occurrence > occurrence);
}

/** Carries the changes out; returns how many people were told that their session moved. */
export async function replaceSessions(
  transaction: Transaction,
  event: string,
  { added, kept, removed, removedRooms }: Extract<SessionChanges, { kind: "changes" }>,
): Promise<number> {
  for (const { id } of removed) await removeUnused(transaction, { session: id });
  for (const room of removedRooms) await removeUnused(transaction, room);
  await insertSessions(transaction, event, added);
  let told = 0;
  for (const { stored, planned } of kept) {
    await updateSession(transaction, stored.id, planned);
    await remindAnew(transaction, stored.id);
    if (stored.startsAt === planned.startsAt && stored.endsAt === planned.endsAt) continue;
    const concerned = await concernedBy(transaction, stored.id);
    told += await tellAll(transaction, "moved", stored.id, concerned);
  }
  for (const room of await lockAllPlaces(transaction, { event })) {
    await offerFreePlaces(transaction, room);
  }
  return told;
}

/** Sets what is still to be said about a session by its times as they are now. */
export async function remindAnew(transaction: Transaction, session: string): Promise<void> {
  const watchers = await dropSessionReminders(transaction, session);
  await remindBefore(transaction, session);
  await remindOfOffers(transaction, { session });
  for (const person of watchers) await remindOnWish(transaction, session, person);
}
