import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { concernedBy } from "../../store/events/concerned.ts";
import { lockAllPlaces } from "../../store/events/places.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import {
  findStoredSession,
  type StoredSession,
  setSessionTimes,
} from "../../store/events/sessions.ts";
import { raiseSequence } from "../../store/events/write.ts";
import { momentAt, readMoment } from "./calendar.ts";
import { mayManage } from "./managers.ts";
import { remindAnew } from "./replace-sessions.ts";
import type { MoveResult } from "./results.ts";
import { tellAll } from "./tell-all.ts";

/**
 * Moves a session to another start (wall time in the event's zone); its length, and how long before it sign-up
 * opens and closes, stay as they are. Everybody with a seat is told, and the reminders are set anew.
 */
export async function moveSession(
  transaction: Transaction,
  staff: string,
  id: string,
  startsAt: string,
): Promise<MoveResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const found = await findStoredSession(transaction, id);
  const facts = await sessionFacts(transaction, id);
  if (!found || !facts) return { kind: "not_found" };
  const { zone, now, code, event } = facts;
  const starts = readMoment(startsAt, zone, now);
  if (!starts) return { kind: "bad_time", problem: "bad_time" };
  if (found.endsAt <= now || starts.at <= now) return { kind: "past" };
  await lockAllPlaces(transaction, { event, session: id });
  await setSessionTimes(transaction, id, timesAt(found, starts.at, zone));
  await raiseSequence(transaction, event);
  await remindAnew(transaction, id);
  const told = await tellAll(transaction, "moved", id, await concernedBy(transaction, id));
  await addAudit(transaction, {
    who: staff,
    what: "event.moved",
    onWhat: code,
    details: { session: id },
  });
  return { kind: "moved", code, told };
}

function timesAt(session: StoredSession, startsAt: number, zone: string) {
  const by = startsAt - session.startsAt;
  const [starts, ends] = [momentAt(startsAt, zone), momentAt(session.endsAt + by, zone)];
  return {
    startsAt,
    endsAt: ends.at,
    startsLocal: starts.local,
    endsLocal: ends.local,
    opensAt: session.opensAt === null ? null : session.opensAt + by,
    closesAt: session.closesAt + by,
  };
}
