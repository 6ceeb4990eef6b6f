import type { Transaction } from "../../engine/terms.ts";
import { findEvent } from "../../store/events/read.ts";
import { rosterOf } from "../../store/events/seat-views.ts";
import { mayManage } from "./managers.ts";
import type { QuestionView, RosterRow, SeatView } from "./views.ts";

/** Somebody who asks for a seat, for those who decide. */
export type Applicant = RosterRow &
  Pick<SeatView, "code" | "title"> & {
    /** What each answer is an answer to. */
    readonly labels: Readonly<Record<string, QuestionView["label"]>>;
    /** The questions whose answers are personal. */
    readonly personal: readonly string[];
  };

/** Undefined when there is no such seat, or it is not staff who looks. */
export async function applicant(
  transaction: Transaction,
  seat: string,
  staff: string,
): Promise<Applicant | undefined> {
  if (!(await mayManage(transaction, staff))) return undefined;
  const [row] = await rosterOf(transaction, { seat });
  const event = row && (await findEvent(transaction, row.code));
  if (!event) return undefined;
  return {
    ...row,
    labels: Object.fromEntries(event.questions.map(({ key, label }) => [key, label])),
    personal: event.questions.filter(({ personal }) => personal).map(({ key }) => key),
  };
}
