import type { Transaction } from "../../engine/terms.ts";
import { fill, text } from "../../i18n/messages.ts";
import { findSeat } from "../../store/events/seats.ts";
import { sessionFacts } from "../../store/events/session-facts.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson } from "../../store/people.ts";
import { recipientsOfAlerts } from "../recipients.ts";
import { COMMANDS } from "./commands.ts";
import { eventMessages as messages } from "./messages.ts";
import { opens, wordsOf } from "./wording.ts";

/**
 * Tells those who decide that somebody asks for a seat, in the commit of the request. Who it is they see once they
 * look: nothing of the person stands in the message.
 */
export async function tellOfRequest(
  transaction: Transaction,
  { seat, person }: { readonly seat: string; readonly person: string },
): Promise<void> {
  const asked = await findSeat(transaction, { by: "id", id: seat });
  const facts = asked && (await sessionFacts(transaction, asked.session));
  if (!facts) return;
  const described = await describePerson(transaction, person);
  const { staff } = await recipientsOfAlerts(transaction, described?.playground ?? false);
  const drafts = staff.map((one) => {
    const { title, when } = wordsOf(facts, one.locale);
    const button = (label: keyof typeof LABELS) =>
      opens(LABELS[label], one.locale, [COMMANDS.decide, `${seat}-${label}`]);
    return {
      id: newId(),
      to: { kind: "person" as const, person: one.person },
      intent: {
        kind: "card" as const,
        title: text(messages.requestTitle, one.locale),
        text: fill(messages.requestText, one.locale, { title, when }),
        buttons: [button("look"), button("approve"), button("reject")],
      },
      locale: one.locale,
      purpose: "notice" as const,
      announce: true,
    };
  });
  await addMessages(transaction, `request:${seat}:${asked.position}`, drafts);
}

const LABELS = {
  look: messages.lookAtRequest,
  approve: messages.approveRequest,
  reject: messages.rejectRequest,
} as const;
