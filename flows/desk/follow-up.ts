import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { text } from "../../src/i18n/messages.ts";
import { deskOptions } from "./desk-options.ts";
import { deskMessages as messages } from "./messages.ts";
import { parseWords } from "./parse.ts";
import { say, ticketInput } from "./reply.ts";
import type { DeskServices } from "./services.ts";
import { tellStaff } from "./tell-staff.ts";

const HOUR = 60 * 60_000;
const PRIVATE = { version: 1, surface: "private", idleMs: 2 * HOUR, ttlMs: 48 * HOUR } as const;

/** "What else?": the asker adds to an answered ticket. */
export function moreFlow(services: DeskServices): Flow {
  return flow("desk.more", { ...PRIVATE, purposes: ["ticket"] })
    .input(ticketInput)
    .ask("more", {
      label: messages.moreLabel,
      personal: "words",
      prompt: ({ locale }) => ({ text: text(messages.morePrompt, locale) }),
      parse: parseWords,
    })
    .effect("ask", {
      key: ({ run }) => `ticket.more:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.followUpTicket(transaction, input.code, actor.person, answers.more),
    })
    .match("ask", {
      reopened: {
        to: "end",
        acts: (result, { locale, input, answers, actor }) => [
          say(messages.moreSent, locale),
          ...tellStaff(services, messages.followUpTitle, {
            code: input.code,
            desk: result.desk,
            recipients: result.recipients,
            words: answers.more,
            name: actor.name,
          }),
        ],
      },
      not_yours: { to: "end", acts: (_result, { locale }) => [say(messages.noMore, locale)] },
    })
    .build();
}

/** A thumb up or down under a desk's reply; down may say why. */
export function rateFlow(services: DeskServices): Flow {
  return flow("desk.rate", PRIVATE)
    .input(z.object({ code: z.string(), rating: z.enum(["up", "down"]) }))
    .load("ticket", ({ input, actor }) => services.ticket(input.code, actor.person))
    .when(
      ({ input, loaded }) => input.rating === "down" && loaded.ticket !== undefined,
      (part) =>
        part.askOptional("reason", {
          label: messages.reasonLabel,
          personal: "words",
          prompt: ({ locale }) => ({ text: text(messages.reasonPrompt, locale) }),
          parse: parseWords,
        }),
    )
    .effect("rate", {
      key: ({ run }) => `ticket.rate:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.rateTicket(
          transaction,
          input.code,
          actor.person,
          input.rating,
          answers.reason ?? null,
        ),
    })
    .match("rate", {
      rated: {
        to: "end",
        acts: (_result, { locale, input }) => [
          {
            kind: "remark",
            text: text(input.rating === "up" ? messages.thanks : messages.sorry, locale),
          },
        ],
      },
      not_yours: {
        to: "end",
        acts: (_result, { locale }) => [{ kind: "remark", text: text(messages.onlyAsker, locale) }],
      },
    })
    .build();
}

/** Staff pass a ticket to another desk. */
export function reassignFlow(services: DeskServices): Flow {
  return flow("desk.reassign", PRIVATE)
    .input(ticketInput)
    .load("ticket", ({ input, actor }) => services.ticket(input.code, actor.person))
    .choose("desk", {
      label: messages.newDeskLabel,
      prompt: ({ locale }) => ({ text: text(messages.newDeskPrompt, locale) }),
      options: ({ loaded }) =>
        deskOptions(services).filter((option) => option.id !== loaded.ticket?.desk),
    })
    .effect("pass", {
      key: ({ run }) => `ticket.reassign:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.reassignTicket(transaction, input.code, actor.person, answers.desk),
    })
    .match("pass", {
      reassigned: {
        to: "end",
        acts: (result, { locale, input, answers, loaded }) => [
          say(messages.reassigned, locale),
          ...tellStaff(services, messages.movedTitle, {
            code: input.code,
            desk: answers.desk,
            recipients: result.recipients,
            words: loaded.ticket?.question ?? "",
            name: loaded.ticket?.askerName,
            phone: loaded.ticket?.contact,
          }),
        ],
      },
      not_staff: { to: "end", acts: (_result, { locale }) => [say(messages.notStaff, locale)] },
      closed: { to: "end", acts: (_result, { locale }) => [say(messages.ticketClosed, locale)] },
    })
    .build();
}
