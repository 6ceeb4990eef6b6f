import type { Transaction } from "../../engine/terms.ts";
import { databaseNow } from "../../store/counts.ts";
import { type CheckInWay, checkIn, isToday, sessionToday } from "../../store/events/check-ins.ts";
import { findEvent } from "../../store/events/read.ts";
import { askAfterwards } from "../../store/events/reminders.ts";
import { activeSeats, type SeatChoice } from "../../store/events/seats.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import { keyedHashOf } from "../../store/session.ts";
import { type LockedSeat, lockSeat } from "./locked-seat.ts";
import { mayManage } from "./managers.ts";
import { changesIn, isOnSite, onSiteDigits } from "./on-site-code.ts";
import type { CheckInResult, DoorResult } from "./results.ts";

const PURPOSE = "on-site code";

/** The digits to show at the entrance now; undefined when there is no such event or it is not staff who asks. */
export async function onSiteCode(
  transaction: Transaction,
  code: string,
  staff: string,
): Promise<{ readonly digits: string; readonly changesInMs: number } | undefined> {
  const event = await findEvent(transaction, code);
  if (!event || !(await mayManage(transaction, staff))) return undefined;
  const { now } = await databaseNow(transaction);
  const hash = keyedHashOf(transaction, PURPOSE);
  return { digits: onSiteDigits(hash, event.id, now), changesInMs: changesIn(now) };
}

/** Checks the person in who typed the digits at the entrance. */
export async function checkInHere(
  transaction: Transaction,
  person: string,
  code: string,
  digits: string,
): Promise<CheckInResult> {
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  const { now } = await databaseNow(transaction);
  if (!isOnSite(keyedHashOf(transaction, PURPOSE), event.id, digits, now)) {
    return { kind: "wrong_code" };
  }
  const seats = await activeSeats(transaction, event.id, person);
  const today = await sessionToday(transaction, event.id);
  const seat = seats.find(({ session }) => session === today) ?? seats[0];
  if (!seat) return { kind: "not_found" };
  return letIn(transaction, { by: "id", id: seat.id }, person, "code");
}

/** Staff check in whoever shows a pass. */
export async function checkInPass(
  transaction: Transaction,
  staff: string,
  code: string,
  pass: string,
): Promise<DoorResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  const typed = pass.normalize("NFKC").replace(/[\s-]/g, "");
  return letIn(transaction, { by: "pass", event: event.id, pass: typed }, staff, "pass");
}

/** Staff check in somebody they found on the roster. */
export async function checkInSeat(
  transaction: Transaction,
  staff: string,
  seat: string,
): Promise<DoorResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  return letIn(transaction, { by: "id", id: seat }, staff, "person");
}

async function letIn(
  transaction: Transaction,
  choice: SeatChoice,
  by: string,
  way: CheckInWay,
): Promise<DoorResult> {
  const locked = await lockSeat(transaction, choice);
  if (!locked) return { kind: "not_found" };
  const { seat } = locked;
  const refusal = await refusalOf(transaction, locked);
  if (refusal) return refusal;
  const facts = await sessionFacts(transaction, seat.session);
  const { isFirst, at } = await checkIn(transaction, seat.id, by, way);
  if (!isFirst) return { kind: "already_in", seat: seat.id, at };
  await askAfterwards(transaction, seat.id);
  const startsAt = facts?.startsAt ?? 0;
  return { kind: "checked_in", seat: seat.id, places: seat.places, startsAt };
}

async function refusalOf(
  transaction: Transaction,
  { seat }: LockedSeat,
): Promise<DoorResult | undefined> {
  const facts = await sessionFacts(transaction, seat.session);
  if (!facts || facts.cancelled) return { kind: "cancelled" };
  if (seat.state === "released") return { kind: "given_up", seat: seat.id };
  if (seat.state !== "taken") return { kind: "no_seat", seat: seat.id, state: seat.state };
  if (await isToday(transaction, seat.session)) return undefined;
  return { kind: "wrong_day", seat: seat.id, startsAt: facts.startsAt, zone: facts.zone };
}
