import type { Button, Content } from "../../engine/intent.ts";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { Concerned } from "../../store/events/concerned.ts";
import { type SessionFacts, sessionFacts } from "../../store/events/session-facts.ts";
import { addPersonalMessages } from "../../store/outbound/add-many.ts";
import { COMMANDS } from "./commands.ts";
import { eventMessages as messages } from "./messages.ts";
import { opens, wordsOf } from "./wording.ts";

/** News of a session for everybody who has a seat in it. */
export type News = "moved" | "elsewhere" | "cancelled";

/** Tells everybody concerned, in the same commit as the change; returns how many are told. */
export async function tellAll(
  transaction: Transaction,
  news: News,
  session: string,
  concerned: readonly Concerned[],
): Promise<number> {
  const facts = await sessionFacts(transaction, session);
  if (!facts) return 0;
  return addPersonalMessages(
    transaction,
    concerned.map((one) => ({
      cause: `${news}:${one.seat}:${facts.startsAt}:${facts.now}`,
      person: one.person,
      locale: one.locale,
      purpose: "notice",
      says: (locale) => ({ kind: "card", ...newsOf(news, facts, one, locale) }),
    })),
  );
}

function newsOf(
  news: News,
  facts: SessionFacts,
  { seat, state }: Concerned,
  locale: Locale,
): Content {
  const words = wordsOf(facts, locale);
  if (news === "cancelled") {
    return {
      title: text(messages.cancelledTitle, locale),
      text: fill(messages.cancelledText, locale, words),
    };
  }
  const [title, said] =
    news === "moved"
      ? [messages.movedTitle, messages.movedText]
      : [messages.elsewhereTitle, messages.elsewhereText];
  return {
    title: text(title, locale),
    text: fill(said, locale, words),
    buttons: state === "taken" ? seatButtons(seat, locale) : [],
  };
}

/** Still coming, or not. */
export function seatButtons(seat: string, locale: Locale): readonly Button[] {
  return [
    opens(messages.keep, locale, [COMMANDS.keepSeat, seat], "primary"),
    opens(messages.giveBack, locale, [COMMANDS.giveSeatBack, seat]),
  ];
}
