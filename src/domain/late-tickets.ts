import type { Transaction } from "../engine/terms.ts";
import type { Locale } from "../i18n/locale.ts";
import { defineMessages, fill, text } from "../i18n/messages.ts";
import { type LateTicket, lateTickets, type WorkingTime } from "../store/late-tickets.ts";
import { newId } from "../store/new-id.ts";
import { addMessages } from "../store/outbound/add.ts";
import { describePerson } from "../store/people.ts";
import { positionOf } from "../store/staff.ts";
import { recipientsAtDesk } from "./recipients.ts";

const messages = defineMessages({
  title: {
    zh: (p: { code: string }) => `工单 ${p.code} 还没有回复`,
    en: (p: { code: string }) => `Ticket ${p.code} has no answer yet`,
  },
  text: {
    zh: "提问的人等了超过一个工作日。回答不了的，可以改派给别的窗口。",
    en: "Whoever asked has waited for more than a working day. What you cannot answer can be passed on.",
  },
  take: { zh: "接单并回答", en: "Take it and answer" },
  passOn: { zh: "改派", en: "Pass it on" },
});

/** Tickets reminded of at once. */
const AT_ONCE = 20;
/** Tickets looked at for that: those of desks with nobody, which nothing can be said about, must not keep others back. */
const LOOKED_AT = 1_000;

/**
 * Reminds of tickets whose asker has waited for a working day, once for each waiting: whoever took it, else its
 * desk. Privately, and without a word of the ticket's. Returns how many were reminded of.
 */
export async function remindOfLateTickets(
  transaction: Transaction,
  time: WorkingTime,
): Promise<number> {
  let reminded = 0;
  for (const ticket of await lateTickets(transaction, time, LOOKED_AT)) {
    if (reminded === AT_ONCE) break;
    const told = await staffFor(transaction, ticket);
    if (told.length === 0) continue;
    const drafts = told.map((member) => reminder(ticket, member));
    await addMessages(transaction, ticket.cause, drafts);
    reminded += 1;
  }
  return reminded;
}

interface Member {
  readonly person: string;
  readonly locale: Locale;
}

async function staffFor(
  transaction: Transaction,
  { takenBy, desk, space }: LateTicket,
): Promise<readonly Member[]> {
  if (takenBy !== null && (await positionOf(transaction, takenBy))) {
    const locale = (await describePerson(transaction, takenBy))?.locale ?? "zh-CN";
    return [{ person: takenBy, locale }];
  }
  return (await recipientsAtDesk(transaction, desk, space)).staff;
}

function reminder({ code }: LateTicket, { person, locale }: Member) {
  const button = (label: string, command: string) => ({
    label,
    action: { kind: "open" as const, command, args: code },
  });
  return {
    id: newId(),
    to: { kind: "person" as const, person },
    intent: {
      kind: "card" as const,
      title: fill(messages.title, locale, { code }),
      text: text(messages.text, locale),
      buttons: [
        { ...button(text(messages.take, locale), "ticket"), style: "primary" as const },
        button(text(messages.passOn, locale), "ticket-desk"),
      ],
    },
    locale,
    purpose: "reminder" as const,
    announce: true,
  };
}
