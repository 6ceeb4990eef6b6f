import type { Transaction } from "../../engine/terms.ts";
import { dropAnswers, keepAnswers } from "../../store/events/answers.ts";
import { keepFeedback } from "../../store/events/check-ins.ts";
import { confirmOwnSeat } from "../../store/events/confirm.ts";
import { findEvent } from "../../store/events/read.ts";
import { remindOnWish } from "../../store/events/reminders.ts";
import { seatsOf } from "../../store/events/seat-views.ts";
import { findSeat } from "../../store/events/seats.ts";
import { checkAnswers } from "./answers.ts";
import type {
  ChangeAnswersResult,
  ConfirmResult,
  FeedbackResult,
  RemindMeResult,
} from "./results.ts";
import type { SeatView } from "./views.ts";
import type { ChangedAnswers } from "./work.ts";

/** A seat, if it is this person's. */
export async function mySeat(
  transaction: Transaction,
  seat: string,
  person: string,
): Promise<SeatView | undefined> {
  const [view] = await seatsOf(transaction, { person, seat });
  return view;
}

/** Notes that a person said they will come. */
export async function confirmSeat(
  transaction: Transaction,
  person: string,
  seat: string,
): Promise<ConfirmResult> {
  const isConfirmed = await confirmOwnSeat(transaction, person, seat);
  const view = isConfirmed ? await mySeat(transaction, seat, person) : undefined;
  if (!view) return { kind: "not_found" };
  const { session, startsAt, endsAt, pass } = view;
  return { kind: "confirmed", seat, session, startsAt, endsAt, pass };
}

/** Changes some answers of a seat; one that decides which seats they may have stays as it is. */
export async function changeAnswers(
  transaction: Transaction,
  person: string,
  seat: string,
  { answers, name }: ChangedAnswers,
): Promise<ChangeAnswersResult> {
  const view = await mySeat(transaction, seat, person);
  const event = view && (await findEvent(transaction, view.code));
  if (!event || view.state === "released") return { kind: "not_found" };
  const asked = event.questions.filter(({ key }) => key in answers);
  const checked = checkAnswers(asked, answers);
  if (checked.kind === "invalid") {
    return { kind: "invalid_answers", questions: checked.questions };
  }
  const fixed = checked.answers.find(
    ({ question, value }) =>
      event.quotas.some((quota) => quota.question === question) && view.answers[question] !== value,
  );
  if (fixed) return { kind: "fixed_answer", question: fixed.question };
  const names = [name, view.guest].filter((one) => one !== undefined);
  await keepAnswers(transaction, { seat, person, names }, checked.answers);
  const given = new Set(checked.answers.map(({ question }) => question));
  const emptied = asked.map(({ key }) => key).filter((key) => !given.has(key));
  await dropAnswers(transaction, seat, emptied);
  return { kind: "changed" };
}

/** Reminds somebody without a seat of the next session: when sign-up opens, else before it starts. */
export async function remindMe(
  transaction: Transaction,
  person: string,
  code: string,
): Promise<RemindMeResult> {
  const event = await findEvent(transaction, code);
  if (!event || event.state === "draft" || event.state === "cancelled") {
    return { kind: "not_found" };
  }
  const next = event.sessions.find(
    ({ openness }) => openness === "open" || openness === "not_yet_open" || openness === "closed",
  );
  const wished = next && (await remindOnWish(transaction, next.id, person));
  return wished ? { kind: "will_remind", ...wished } : { kind: "too_late" };
}

/** Keeps how it was for somebody who came. */
export async function giveFeedback(
  transaction: Transaction,
  person: string,
  id: string,
  rating: 1 | 2 | 3,
  words?: string,
): Promise<FeedbackResult> {
  const seat = await findSeat(transaction, { by: "id", id });
  if (seat?.person !== person) return { kind: "not_found" };
  const isKept = await keepFeedback(transaction, { seat: id, person, rating, words });
  return { kind: isKept ? "kept" : "not_there" };
}
