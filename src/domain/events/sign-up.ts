import type { Transaction } from "../../engine/terms.ts";
import { type AnswerOwner, dropAnswers, keepAnswers } from "../../store/events/answers.ts";
import {
  GUARDED,
  type Guard,
  lockPlaces,
  type Places,
  type Situation,
  situationOf,
} from "../../store/events/places.ts";
import { findEvent } from "../../store/events/read.ts";
import { addSeat, type NewSeat } from "../../store/events/seats.ts";
import { checkAnswers } from "./answers.ts";
import { offerFreePlaces } from "./offers.ts";
import type { Alternative, SignUpResult } from "./results.ts";
import { admit, quotaOf } from "./rules.ts";
import { tellOfRequest } from "./tell-managers.ts";
import type { EventView, SessionView } from "./views.ts";
import type { SignUpRequest } from "./work.ts";

/**
 * Signs a person up: a seat, a place in the queue, or the reason why not. The room is locked for every outcome,
 * so that the order of the queue is the order of the commits.
 */
export async function signUp(
  transaction: Transaction,
  request: SignUpRequest,
  guard: Guard = GUARDED,
): Promise<SignUpResult> {
  const event = await findEvent(transaction, request.code);
  const session = event && chosenSession(event, request.session);
  if (!event || !session || event.state === "draft") return { kind: "not_found" };
  if (request.guest !== undefined && event.guests === 0) {
    return { kind: "too_many_guests", limit: event.guests };
  }
  const checked = checkAnswers(event.questions, request.answers);
  if (checked.kind === "invalid") {
    return { kind: "invalid_answers", questions: checked.questions };
  }
  const quota = quotaOf(event.quotas, checked.answers);
  const room = await lockPlaces(transaction, { session: session.id, quota }, guard);
  const situation = await situationOf(transaction, session.id, request.person);
  if (!room || !situation) return { kind: "not_found" };
  const refusal = refusalOf(situation, session.id);
  if (refusal) return refusal;
  const places = request.guest === undefined ? 1 : 2;
  const state = await outcomeIn(transaction, room, { places, approval: event.approval });
  if (state === "full") {
    return {
      kind: "full",
      alternatives: alternativesTo(event, { session: session.id, quota, places }),
    };
  }
  const seat: NewSeat = { ...request, ...situation, session: session.id, quota, state, places };
  const added = await addSeat(transaction, seat, guard);
  if (!added) throw new Error("A room that was locked had no place after all");
  const names = [request.name, request.guest].filter((name) => name !== undefined);
  const owner: AnswerOwner = { seat: added.id, person: request.person, names };
  if (added.isBack) await dropAnswers(transaction, added.id);
  await keepAnswers(transaction, owner, checked.answers);
  if (state === "requested") {
    await tellOfRequest(transaction, { seat: added.id, person: request.person });
  }
  return resultOf({ ...added, state, session });
}

/** The session that was named; of an event that has only one ahead, that one. */
function chosenSession({ sessions }: EventView, id: string | undefined): SessionView | undefined {
  if (id !== undefined) return sessions.find((session) => session.id === id);
  return sessions.length === 1 ? sessions[0] : undefined;
}

function refusalOf(
  { openness, opensAt, mine }: Situation,
  session: string,
): SignUpResult | undefined {
  const here = mine.find((seat) => seat.session === session);
  if (here) return { kind: "already", ...here };
  if (openness === "not_yet_open") return { kind: "not_yet_open", opensAt: opensAt ?? 0 };
  if (openness === "cancelled") return { kind: "cancelled" };
  if (openness !== "open") return { kind: "closed" };
  const [other] = mine;
  return other && { kind: "elsewhere", ...other };
}

/** Free places belong to those who wait, if they fit there: they are offered before anybody new is let in. */
async function outcomeIn(
  transaction: Transaction,
  room: Places,
  wish: { readonly places: number; readonly approval: boolean },
) {
  const isUnfilled = room.waiting > 0 && room.taken + room.held < room.capacity;
  if (!isUnfilled || wish.approval) return admit(room, wish);
  const offered = await offerFreePlaces(transaction, room);
  if (offered === 0) return admit(room, wish);
  const now = await lockPlaces(transaction, room);
  return admit(now ?? room, wish);
}

/** Other sessions of the event with room for the same people. */
function alternativesTo(
  { sessions }: EventView,
  wish: { readonly session: string; readonly quota: string; readonly places: number },
): readonly Alternative[] {
  return sessions
    .filter(({ id, openness }) => id !== wish.session && openness === "open")
    .map(({ id, title, startsAt, quotas }) => {
      const room = quotas.find(({ quota }) => quota === wish.quota);
      const left = room ? room.capacity - room.taken - room.held : 0;
      const titles = { titleZh: title?.zh ?? null, titleEn: title?.en ?? null };
      return { session: id, ...titles, startsAt, left };
    })
    .filter(({ left }) => left >= wish.places);
}

/** Whoever is added to a queue is the last in it. */
function resultOf(seat: {
  readonly id: string;
  readonly pass: string;
  readonly waiting: number;
  readonly state: "taken" | "waiting" | "requested";
  readonly session: SessionView;
}): SignUpResult {
  const { id, pass, waiting, state, session } = seat;
  const named = { seat: id, session: session.id };
  if (state === "requested") return { kind: "requested", ...named };
  if (state === "waiting") return { kind: "waiting", ...named, place: waiting };
  return { kind: "seated", ...named, pass, startsAt: session.startsAt, endsAt: session.endsAt };
}
