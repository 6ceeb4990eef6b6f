import type { Transaction } from "../../engine/terms.ts";
import { lockAllPlaces, type Places } from "../../store/events/places.ts";
import type { PlannedSession } from "../../store/events/record.ts";
import { type StoredSession, sessionsOf, usedRooms } from "../../store/events/sessions.ts";
import { momentAt } from "./calendar.ts";
import type { Tagged } from "./results.ts";

/** A session that stays, and what it is to be. */
export interface KeptSession {
  readonly stored: StoredSession;
  readonly planned: PlannedSession;
}

/** What changes about an event's sessions, or what people who sit there forbid. */
export type SessionChanges =
  | {
      readonly kind: "changes";
      readonly added: readonly PlannedSession[];
      readonly kept: readonly KeptSession[];
      /** Sessions that stay as they are, of an event that came to repeat since: the date they are now known by. */
      readonly dated: readonly StoredSession[];
      readonly removed: readonly StoredSession[];
      readonly removedRooms: readonly { readonly session: string; readonly quota: string }[];
    }
  | Tagged<"in_use", { field: string }>
  | Tagged<"below_taken", { field: string; taken: number }>;

/** An event's sessions by its plan: as it is to be, and as it was. */
export interface Plans {
  readonly planned: readonly PlannedSession[];
  readonly before: readonly PlannedSession[];
  /** Whether it is to repeat. */
  readonly repeats: boolean;
  /** The date it is written for: what takes place once is its first date, should it come to repeat. */
  readonly firstDate: string;
  readonly zone: string;
  /** ms UTC. */
  readonly now: number;
}

/**
 * Compares the sessions of an event with those it is to have; its rooms must be locked. Sessions that have begun
 * stay as they are, and one that was moved by itself stays where it is unless the plan has another time for it.
 */
export async function sessionChanges(
  transaction: Transaction,
  event: string,
  { planned, before, repeats, firstDate, zone, now }: Plans,
): Promise<SessionChanges> {
  const known = await sessionsOf(transaction, event);
  const stored = known.map((one) =>
    asPlanned(one, repeats ? "" : firstDate, repeats ? firstDate : ""),
  );
  const ids = stored.map(({ id }) => id);
  const used = await usedRooms(transaction, ids);
  const matched = stored.flatMap((one) => {
    const match = planned.find(isSame(one));
    return match ? [{ stored: one, match }] : [];
  });
  const isRedated = (one: StoredSession) => asKnown(one, known).occurrence !== one.occurrence;
  const stays = (one: StoredSession) =>
    hasBegun(one, planned) && (!isRedated(one) || one.startsAt <= now);
  const removed = stored.filter((one) => !planned.some(isSame(one)) && !stays(one));
  const inUse = removed.find(({ id }) => used.some(({ session }) => session === id));
  if (inUse) return { kind: "in_use", field: fieldOf(inUse, known) };
  const lacks = ({ session, quota }: { session: string; quota: string }) => {
    const found = matched.find((one) => one.stored.id === session);
    return found !== undefined && !found.match.rooms.some((room) => room.quota === quota);
  };
  const gone = used.find(lacks);
  if (gone) return { kind: "in_use", field: `quotas.${gone.quota}` };
  const rooms = await lockAllPlaces(transaction, { event });
  const tooFew = matched.flatMap(({ stored: { id }, match }) => roomBelowTaken(id, match, rooms));
  if (tooFew[0]) return { kind: "below_taken", ...tooFew[0] };
  return {
    kind: "changes",
    added: planned.filter((one) => !matched.some(({ match }) => match === one)),
    kept: matched.map(({ stored: one, match }) => ({
      stored: one,
      planned: asMoved(one, match, before.find(isSame(asKnown(one, known))), zone),
    })),
    dated: stored.filter((one) => stays(one) && isRedated(one)),
    removed,
    removedRooms: rooms.filter(lacks),
  };
}

/**
 * A session by the plan that is to be: what takes place once is the first date of an event that repeats, and the
 * other way round.
 */
function asPlanned(one: StoredSession, from: string, to: string): StoredSession {
  return one.occurrence === from ? { ...one, occurrence: to } : one;
}

/** The same session as it is stored by now. */
function asKnown(one: StoredSession, known: readonly StoredSession[]): StoredSession {
  return known.find(({ id }) => id === one.id) ?? one;
}

/** What has to be written otherwise so that a session in which people sit stays. */
function fieldOf(one: StoredSession, known: readonly StoredSession[]): string {
  const { occurrence } = asKnown(one, known);
  if (occurrence !== one.occurrence) return "repeats";
  return `sessions.${one.key || occurrence}`;
}

function isSame({ occurrence, key }: StoredSession) {
  return (one: PlannedSession) => one.occurrence === occurrence && one.key === key;
}

/** An occurrence before all that are planned is history. */
function hasBegun({ occurrence }: StoredSession, planned: readonly PlannedSession[]): boolean {
  return occurrence !== "" && planned.every((one) => one.occurrence > occurrence);
}

/** A room that would shrink below the places people have or were offered. */
function roomBelowTaken(id: string, { rooms }: PlannedSession, now: readonly Places[]) {
  return rooms.flatMap(({ quota, capacity }) => {
    const room = now.find((one) => one.session === id && one.quota === quota);
    const taken = room ? room.taken + room.held : 0;
    const shrinks = room !== undefined && capacity < room.capacity && capacity < taken;
    const field = quota === "" ? "capacity" : `quotas.${quota}`;
    return shrinks ? [{ field, taken }] : [];
  });
}

/** What is planned, as much later as the session was moved away from its plan before. */
function asMoved(
  stored: StoredSession,
  planned: PlannedSession,
  before: PlannedSession | undefined,
  zone: string,
): PlannedSession {
  const isAsBefore = planned.startsAt === before?.startsAt && planned.endsAt === before.endsAt;
  const by = isAsBefore ? stored.startsAt - before.startsAt : 0;
  if (by === 0) return planned;
  const [starts, ends] = [
    momentAt(planned.startsAt + by, zone),
    momentAt(planned.endsAt + by, zone),
  ];
  return {
    ...planned,
    startsAt: starts.at,
    endsAt: ends.at,
    startsLocal: starts.local,
    endsLocal: ends.local,
    opensAt: planned.opensAt === null ? null : planned.opensAt + by,
    closesAt: planned.closesAt + by,
  };
}
