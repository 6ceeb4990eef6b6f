import type { Content } from "../../engine/intent.ts";
import { type Transaction, unreachable } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { claimReminders, type DueReminder } from "../../store/events/due.ts";
import { addPersonalMessages } from "../../store/outbound/add-many.ts";
import { COMMANDS } from "./commands.ts";
import { eventMessages as messages } from "./messages.ts";
import { seatButtons } from "./tell-all.ts";
import { opens, type SessionWords, wordsOf } from "./wording.ts";

/** Says what is due, each once; returns how many reminders were dealt with, 0 when nothing is due. */
export async function sayReminders(transaction: Transaction, limit: number): Promise<number> {
  const { count, say } = await claimReminders(transaction, limit);
  await addPersonalMessages(
    transaction,
    say.map((reminder) => ({
      cause: `reminder:${reminder.id}`,
      person: reminder.person,
      locale: reminder.locale,
      purpose: "reminder",
      says: (locale) => ({ kind: "card", ...contentOf(reminder, locale) }),
    })),
  );
  return count;
}

function contentOf(reminder: DueReminder, locale: Locale): Content {
  const words = wordsOf(reminder, locale);
  const { kind, seat } = reminder;
  switch (kind) {
    case "before":
      return seat === null ? startsSoon(reminder, words, locale) : stillComing(seat, words, locale);
    case "waiting":
      return {
        text: fill(messages.waitingText, locale, {
          title: words.title,
          place: reminder.inQueue ?? 1,
        }),
        buttons: [opens(messages.leaveQueue, locale, [COMMANDS.giveSeatBack, seat ?? ""])],
      };
    case "offer_ending":
      return offerEnding(reminder, words, locale);
    case "opens":
      return {
        title: text(messages.opensTitle, locale),
        text: fill(messages.opensText, locale, words),
        buttons: [signUpButton(reminder, locale)],
      };
    case "feedback":
      return {
        text: fill(messages.feedbackText, locale, words),
        buttons: ratings(seat ?? "", locale),
      };
    default:
      return unreachable(kind, "kind of reminder");
  }
}

function stillComing(seat: string, words: SessionWords, locale: Locale): Content {
  const { title, bring } = words;
  return {
    title: fill(messages.beforeTitle, locale, { title }),
    text: fill(messages.beforeText, locale, words),
    ...(bring === undefined ? {} : { footnote: fill(messages.bring, locale, { what: bring }) }),
    buttons: seatButtons(seat, locale),
  };
}

function startsSoon(reminder: DueReminder, words: SessionWords, locale: Locale): Content {
  return {
    text: fill(messages.startsText, locale, words),
    buttons: [signUpButton(reminder, locale)],
  };
}

function signUpButton({ code }: DueReminder, locale: Locale) {
  return opens(messages.signUp, locale, [COMMANDS.signUp, code], "primary");
}

function offerEnding(
  { seat, offeredUntil }: DueReminder,
  words: SessionWords,
  locale: Locale,
): Content {
  const until = words.moment(offeredUntil ?? 0);
  return {
    title: text(messages.offerEndingTitle, locale),
    text: fill(messages.offerEndingText, locale, { title: words.title, until }),
    buttons: [
      opens(messages.accept, locale, [COMMANDS.acceptOffer, seat ?? ""], "primary"),
      opens(messages.decline, locale, [COMMANDS.declineOffer, seat ?? ""]),
    ],
  };
}

function ratings(seat: string, locale: Locale) {
  return ([messages.good, messages.fair, messages.poor] as const).map((label, index) =>
    opens(label, locale, [COMMANDS.feedback, `${seat}-${3 - index}`]),
  );
}
