import type { Transaction } from "../../engine/terms.ts";
import { fill, text } from "../../i18n/messages.ts";
import { addAudit } from "../../store/audit.ts";
import { remindBefore } from "../../store/events/reminders.ts";
import { moveSeat } from "../../store/events/seats.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import { COMMANDS } from "./commands.ts";
import { type LockedSeat, lockSeat } from "./locked-seat.ts";
import { mayManage } from "./managers.ts";
import { eventMessages as messages } from "./messages.ts";
import { tell } from "./notices.ts";
import { release } from "./release.ts";
import type { DecisionResult } from "./results.ts";
import { opens, type Says, wordsOf } from "./wording.ts";

/** Staff decide on a request for a seat; the person hears of it in the same commit. */
export async function decide(
  transaction: Transaction,
  staff: string,
  id: string,
  approved: boolean,
): Promise<DecisionResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const locked = await lockSeat(transaction, { by: "id", id });
  if (!locked) return { kind: "not_found" };
  const { seat } = locked;
  if (seat.state !== "requested") return { kind: "decided", state: seat.state };
  const result = await (approved ? approve(transaction, locked) : reject(transaction, locked));
  if (result.kind === "full") return result;
  await addAudit(transaction, { who: staff, what: `seat.${result.kind}`, onWhat: id });
  return result;
}

async function approve(transaction: Transaction, { seat }: LockedSeat): Promise<DecisionResult> {
  const isTaken = await moveSeat(transaction, seat, { to: "taken" });
  if (!isTaken) return { kind: "full" };
  await remindBefore(transaction, seat.session, seat.id);
  await tell(
    transaction,
    `approved:${seat.id}:${seat.position}`,
    seat,
    await approvedWords(transaction, seat),
  );
  return { kind: "approved", person: seat.person };
}

async function reject(
  transaction: Transaction,
  { seat, room }: LockedSeat,
): Promise<DecisionResult> {
  const facts = await sessionFacts(transaction, seat.session);
  await release(transaction, room, seat, "staff");
  if (facts) {
    await tell(transaction, `rejected:${seat.id}:${seat.position}`, seat, (locale) => ({
      text: fill(messages.rejectedText, locale, { title: wordsOf(facts, locale).title }),
    }));
  }
  return { kind: "rejected", person: seat.person };
}

async function approvedWords(
  transaction: Transaction,
  seat: { readonly id: string; readonly session: string },
): Promise<Says> {
  const facts = await sessionFacts(transaction, seat.session);
  if (!facts) throw new Error("A seat belongs to no session");
  return (locale) => ({
    title: text(messages.approvedTitle, locale),
    text: fill(messages.approvedText, locale, wordsOf(facts, locale)),
    buttons: [opens(messages.showSeat, locale, [COMMANDS.showSeat, seat.id], "primary")],
  });
}
