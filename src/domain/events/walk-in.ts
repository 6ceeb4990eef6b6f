import { cleanText } from "../../engine/normalize.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { keepAnswers } from "../../store/events/answers.ts";
import { checkIn, sessionToday } from "../../store/events/check-ins.ts";
import { lockPlaces } from "../../store/events/places.ts";
import { findEvent } from "../../store/events/read.ts";
import { WALK_IN_NAME } from "../../store/events/seat-views.ts";
import { addSeat } from "../../store/events/seats.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import { addStranger } from "../../store/people.ts";
import { mayManage } from "./managers.ts";
import type { WalkInResult } from "./results.ts";
import type { WalkInRequest } from "./work.ts";

/**
 * Lets in somebody who had not signed up, while there is room that is kept for nobody. They become a person of
 * their own, so that their name can be erased like everybody's.
 */
export async function walkIn(
  transaction: Transaction,
  { staff, code, session: named, name, locale }: WalkInRequest,
): Promise<WalkInResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const event = await findEvent(transaction, code);
  const session = event && (named ?? (await sessionToday(transaction, event.id)));
  const facts = session === undefined ? undefined : await sessionFacts(transaction, session);
  const words = cleanText(name).slice(0, LONGEST_NAME);
  if (!event || session === undefined || facts?.event !== event.id || words === "") {
    return { kind: "not_found" };
  }
  const room = await lockPlaces(transaction, { session, quota: "" });
  if (!room || room.taken + room.held >= room.capacity) return { kind: "full" };
  const person = await addStranger(transaction);
  const occurrence = event.sessions.find(({ id }) => id === session)?.occurrence ?? "";
  const seat = await addSeat(transaction, {
    session,
    quota: "",
    event: event.id,
    occurrence,
    person,
    name: words,
    state: "taken",
    places: 1,
    locale,
    guest: undefined,
  });
  if (!seat) return { kind: "full" };
  const answer = { question: WALK_IN_NAME, value: words, isOption: false, personal: true };
  await keepAnswers(transaction, { seat: seat.id, person, names: [words] }, [answer]);
  await checkIn(transaction, seat.id, staff, "walk_in");
  await addAudit(transaction, { who: staff, what: "seat.walk_in", onWhat: seat.id });
  return { kind: "checked_in", seat: seat.id, places: 1, startsAt: facts.startsAt };
}

const LONGEST_NAME = 120;
