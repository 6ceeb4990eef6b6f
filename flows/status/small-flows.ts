import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { statusMessages as messages } from "./messages.ts";
import { numberQuestion } from "./questions.ts";
import type { StatusServices } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** Turns the messages about one case down, or up again. */
export function muteFlow(services: StatusServices): Flow {
  return flow("status.mute", SHORT)
    .input(z.object({ case: z.string(), muted: z.boolean() }))
    .effect("set", {
      key: ({ run }) => `case.mute:${run}`,
      perform: (transaction, { actor, input }) =>
        services.setMuted(transaction, actor.person, input.case, input.muted),
    })
    .match("set", {
      set: {
        to: "end",
        acts: (_result, { input, locale }) => [
          {
            kind: "say",
            content: { text: text(input.muted ? messages.mutedNow : messages.unmutedNow, locale) },
          },
        ],
      },
      not_yours: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "say", content: { text: text(messages.notYours, locale) } },
        ],
      },
    })
    .build();
}

/** A clerk makes the code that binds the case of the applicant before them. */
export function deskCodeFlow(services: StatusServices): Flow {
  return flow("status.code", SHORT)
    .input(z.object({ number: z.string().nullable() }))
    .ask("number", {
      ...numberQuestion(services),
      prompt: ({ locale }) => ({ text: text(messages.staffNumberPrompt, locale) }),
    })
    .effect("make", {
      key: ({ run }) => `case.code:${run}`,
      perform: (transaction, { actor, answers }) =>
        services.makeDeskCode(transaction, actor.person, answers.number),
    })
    .match("make", {
      made: {
        to: "end",
        acts: ({ code }, { locale }) => [
          { kind: "say", content: { text: fill(messages.codeMade, locale, { code }) } },
        ],
      },
      not_found: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "say", content: { text: text(messages.caseNotFound, locale) } },
        ],
      },
      not_staff: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "say", content: { text: text(messages.notStaff, locale) } },
        ],
      },
    })
    .build();
}
