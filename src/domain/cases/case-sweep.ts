import type { Transaction } from "../../engine/terms.ts";
import { fill, text } from "../../i18n/messages.ts";
import { caseOfId } from "../../store/cases/read.ts";
import { takeReminders } from "../../store/cases/reminders.ts";
import { clearOldProofs } from "../../store/cases/second-factors.ts";
import { dueCases, takeUntold, tryNextAccounts } from "../../store/cases/telling.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { recipientsOfAlerts } from "../recipients.ts";
import { caseMessages as messages } from "./messages.ts";
import type { ProgrammeBook } from "./programme.ts";
import { draftsFor, wishedDraft } from "./tell-cases.ts";
import { tellGuesses } from "./tell-guesses.ts";

/**
 * What goes on about cases by itself: people who could not be reached are tried on their next account, staff
 * hear of those without one, and due dates are reminded of three days and one day before, once each, and
 * when their owners wished it. What old proofs left behind goes.
 */
export async function sweepCases(transaction: Transaction, book: ProgrammeBook): Promise<void> {
  await tryNextAccounts(transaction);
  for (const { id, case: one } of await takeUntold(transaction)) {
    await tellStaff(transaction, id, one);
  }
  await remindAsWished(transaction, book);
  await tellGuesses(transaction);
  await clearOldProofs(transaction);
  const due = await dueCases(transaction);
  const ids = due.map(({ case: one }) => one);
  const drafts = await draftsFor(transaction, ids, "due", book);
  for (const { case: one, days, due: at } of due) {
    await addMessages(transaction, `case.due:${one}:${at}:${days}`, drafts.get(one) ?? []);
  }
}

/** Who asked to be reminded is, whoever's turn it is. */
async function remindAsWished(transaction: Transaction, book: ProgrammeBook): Promise<void> {
  const now = newId();
  for (const { case: one, person } of await takeReminders(transaction)) {
    const draft = await wishedDraft(transaction, person, one, book);
    if (draft) await addMessages(transaction, `case.wished:${one}:${now}`, [draft]);
  }
}

/** Privately: the staff group hears nothing of anybody's case. */
async function tellStaff(transaction: Transaction, change: number, id: string): Promise<void> {
  const one = await caseOfId(transaction, id);
  if (!one) return;
  const { staff } = await recipientsOfAlerts(transaction, false);
  const known = staff.length > 0 ? staff : (await recipientsOfAlerts(transaction, true)).staff;
  await addMessages(
    transaction,
    `case.untold:${change}`,
    known.map(({ person, locale }) => ({
      id: newId(),
      to: { kind: "person", person },
      intent: {
        kind: "card",
        title: text(messages.untoldTitle, locale),
        text: fill(messages.untoldText, locale, { number: one.words.number }),
      },
      locale,
      purpose: "alert",
      announce: true,
      personal: true,
    })),
  );
}
