import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { databaseNow } from "../../store/counts.ts";
import { concernedBy, releaseAll } from "../../store/events/concerned.ts";
import { lockAllPlaces } from "../../store/events/places.ts";
import { dropSessionReminders } from "../../store/events/reminders.ts";
import { cancelSessions, sessionsOf } from "../../store/events/sessions.ts";
import { lockEvent, setEventState } from "../../store/events/write.ts";
import { mayManage } from "./managers.ts";
import type { EventStateResult } from "./results.ts";
import { tellAll } from "./tell-all.ts";

/** Opens, closes or calls off an event; calling it off is final and tells everybody who has a seat ahead. */
export async function changeEventState(
  transaction: Transaction,
  staff: string,
  code: string,
  state: "open" | "closed" | "cancelled",
): Promise<EventStateResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const known = await lockEvent(transaction, code);
  if (!known) return { kind: "not_found" };
  if (known.state === state) return { kind: "unchanged", code };
  if (known.state === "cancelled") return { kind: "cancelled" };
  // The rooms first: whoever is signing up right now is either told, or told that it is off.
  if (state === "cancelled") await lockAllPlaces(transaction, { event: known.id });
  await setEventState(transaction, known.id, state);
  const told = state === "cancelled" ? await callOff(transaction, known.id) : 0;
  await addAudit(transaction, { who: staff, what: `event.${state}`, onWhat: code });
  return { kind: "changed", code, told };
}

async function callOff(transaction: Transaction, event: string): Promise<number> {
  const { now } = await databaseNow(transaction);
  const ahead = (await sessionsOf(transaction, event)).filter(({ endsAt }) => endsAt > now);
  let told = 0;
  for (const { id } of ahead) told += await callOffSession(transaction, id);
  return told;
}

/** Calls one session off whose rooms are locked: seats and reminders go, everybody concerned is told. */
async function callOffSession(transaction: Transaction, session: string): Promise<number> {
  await cancelSessions(transaction, [session]);
  const concerned = await concernedBy(transaction, session);
  await dropSessionReminders(transaction, session);
  await releaseAll(transaction, session);
  return tellAll(transaction, "cancelled", session, concerned);
}
