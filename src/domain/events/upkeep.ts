import type { Transaction } from "../../engine/terms.ts";
import { databaseNow } from "../../store/counts.ts";
import { markNoShows } from "../../store/events/check-ins.ts";
import { lockPlaces } from "../../store/events/places.ts";
import { recount, repairCounters } from "../../store/events/recount.ts";
import { insertSessions, sessionsOf } from "../../store/events/sessions.ts";
import { lockEvent, repeatingEvents } from "../../store/events/write.ts";
import { planEvent } from "./plan.ts";
import { settledDates } from "./stored-plan.ts";

/** What tidying up came to. */
export interface Upkeep {
  readonly noShows: number;
  /** Sessions of repeating events that were written for the weeks ahead. */
  readonly sessions: number;
  /** Rooms whose counters were wrong and are set right; always 0 unless there is a bug. */
  readonly miscounts: number;
}

/** Marks those who did not come, writes the next dates of repeating events, and counts the seats. */
export async function tidyEvents(transaction: Transaction): Promise<Upkeep> {
  const noShows = await markNoShows(transaction);
  const { now } = await databaseNow(transaction);
  const sessions = await extendRepetitions(transaction, now);
  return { noShows, sessions, miscounts: await countAgain(transaction) };
}

/** Writes the sessions of repeating events for the weeks ahead of `now` (ms UTC); returns how many are new. */
export async function extendRepetitions(transaction: Transaction, now: number): Promise<number> {
  let added = 0;
  for (const { id, code, zone, plan } of await repeatingEvents(transaction)) {
    const planned = planEvent(settledDates(plan), { now, zone, state: "open" });
    if (planned.kind === "faulty") throw new Error(`The stored plan of event ${code} is faulty`);
    await lockEvent(transaction, code);
    const known = await sessionsOf(transaction, id);
    const isKnown = ({ occurrence, key }: { occurrence: string; key: string }) =>
      known.some((one) => one.occurrence === occurrence && one.key === key);
    const fresh = planned.record.sessions.filter((one) => !isKnown(one));
    await insertSessions(transaction, id, fresh);
    added += fresh.length;
  }
  return added;
}

/** What looks wrong is looked at again under its lock: seats may have changed while all were counted. */
async function countAgain(transaction: Transaction): Promise<number> {
  let wrong = 0;
  for (const room of await recount(transaction)) {
    await lockPlaces(transaction, room);
    const still = await recount(transaction);
    if (!still.some(({ session, quota }) => session === room.session && quota === room.quota)) {
      continue;
    }
    await repairCounters(transaction, room);
    wrong += 1;
  }
  return wrong;
}
