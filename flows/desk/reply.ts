import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Destination } from "../../src/engine/command.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Row } from "../../src/engine/intent.ts";
import type { Desk } from "../../src/engine/terms.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { deskName } from "./desk-options.ts";
import { deskMessages as messages } from "./messages.ts";
import { parseWords } from "./parse.ts";
import type { AnswerResult, DeskServices, TicketView } from "./services.ts";

const HOUR = 60 * 60_000;

/** What the flows about one ticket are started with. */
export const ticketInput = z.object({ code: z.string() });

/** Staff take a ticket and answer it; the answer goes back to whoever asked. */
export function replyFlow(services: DeskServices): Flow {
  return flow("desk.reply", { version: 1, surface: "private", idleMs: 2 * HOUR, ttlMs: 48 * HOUR })
    .input(ticketInput)
    .load("ticket", ({ input, actor }) => services.ticket(input.code, actor.person))
    .effect("take", {
      key: ({ input, run }) => `ticket.take:${input.code}:${run}`,
      perform: (transaction, { input, actor }) =>
        services.takeTicket(transaction, input.code, actor.person),
    })
    .match("take", {
      taken: { to: "next" },
      already_taken: {
        to: "end",
        acts: (_result, { locale }) => [say(messages.alreadyTaken, locale)],
      },
      closed: { to: "end", acts: (_result, { locale }) => [say(messages.ticketClosed, locale)] },
      not_staff: { to: "end", acts: (_result, { locale }) => [say(messages.notStaff, locale)] },
    })
    .ask("reply", {
      label: messages.replyLabel,
      names: ["回复", "答复", "reply", "answer"],
      personal: "words",
      prompt: ({ locale, input, loaded }) => ({
        text: fill(messages.replyPrompt, locale, { code: input.code }),
        rows: loaded.ticket ? ticketRows(services, loaded.ticket, locale) : [],
      }),
      parse: parseWords,
    })
    .review("check", {
      prompt: ({ locale }) => ({
        title: text(messages.reviewTitle, locale),
        text: text(messages.replyReview, locale),
      }),
      confirm: messages.confirmSend,
    })
    .effect("answer", {
      key: ({ input, run }) => `ticket.answer:${input.code}:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.answerTicket(transaction, input.code, actor.person, answers.reply),
    })
    .match("answer", {
      answered: {
        to: "end",
        acts: (result, { locale, answers, input, loaded }) => [
          sentAndTeach(services, input.code, loaded.ticket?.question ?? "", locale),
          tellAsker(services, result, input.code, loaded.ticket?.desk ?? "general", answers.reply),
        ],
      },
      not_yours: { to: "end", acts: (_result, { locale }) => [say(messages.alreadyTaken, locale)] },
      closed: { to: "end", acts: (_result, { locale }) => [say(messages.ticketClosed, locale)] },
    })
    .build();
}

/** The reply is out; in one tap it teaches the knowledge as well. */
function sentAndTeach(services: DeskServices, code: string, question: string, locale: Locale): Act {
  const examples = services.similarClauses(question).map(({ key, title }) => {
    const label = fill(messages.teachExample, locale, { title: localize(title, locale) });
    return openButton(label, "learn", `${code}-${key}`);
  });
  return {
    kind: "say",
    content: {
      text: text(messages.sentTeach, locale),
      buttons: [
        ...examples,
        openButton(text(messages.teachDraft, locale), "learn", `${code}-draft`),
        openButton(text(messages.teachNothing, locale), "learn", `${code}-no`),
      ],
    },
  };
}

/** A sentence of the catalogue as an act. */
export function say(entry: Parameters<typeof text>[0], locale: Locale): Act {
  return { kind: "say", content: { text: text(entry, locale) } };
}

function tellAsker(
  services: DeskServices,
  result: Extract<AnswerResult, { kind: "answered" }>,
  code: string,
  desk: Desk,
  reply: string,
): Act {
  const locale = result.askerLocale;
  const name = deskName(services, desk, locale);
  const to: Destination =
    result.at === null
      ? { kind: "person", person: result.asker }
      : { kind: "space", at: result.at, replyTo: result.messageId ?? undefined };
  return {
    kind: "tell",
    to,
    locale,
    content: {
      // A ticket's number is its asker's alone.
      title:
        result.at === null
          ? fill(messages.answerTitle, locale, { code, desk: name })
          : fill(messages.publicAnswerTitle, locale, { desk: name }),
      text: reply,
      footnote: text(messages.answerFootnote, locale),
      buttons: [
        openButton(text(messages.helpful, locale), "ticket-rate", `${code}-up`),
        openButton(text(messages.unhelpful, locale), "ticket-rate", `${code}-down`),
        openButton(text(messages.more, locale), "ticket-more", code),
      ],
    },
  };
}

function ticketRows(services: DeskServices, ticket: TicketView, locale: Locale): readonly Row[] {
  return [
    { label: text(messages.rowDesk, locale), value: deskName(services, ticket.desk, locale) },
    {
      label: text(messages.rowFrom, locale),
      value: ticket.askerName ?? text(messages.unnamed, locale),
    },
    { label: text(messages.rowQuestion, locale), value: ticket.question },
    ...(ticket.contact
      ? [{ label: text(messages.rowContact, locale), value: ticket.contact }]
      : []),
    ...ticket.thread.map((entry) => ({
      label: text(entry.author === "asker" ? messages.rowFrom : messages.rowDesk, locale),
      value: entry.text,
    })),
  ];
}
