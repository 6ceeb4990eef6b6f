import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { statusMessages as messages } from "./messages.ts";
import { shownQuestion } from "./questions.ts";
import type { AwaitedResult, StatusServices } from "./services.ts";

const MINUTE = 60_000;

/** A clerk, with the applicant and their ID before them, confirms that an application is theirs. */
export function confirmFlow(services: StatusServices): Flow {
  return flow("status.confirm", {
    version: 1,
    surface: "private",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(z.object({ shown: z.string().nullable() }))
    .ask("shown", {
      ...shownQuestion,
      prefill: ({ input }) => {
        const read = input.shown === null ? undefined : shownQuestion.parse(input.shown);
        return read?.ok ? read.value : undefined;
      },
    })
    .effect("look", {
      key: ({ run }) => `case.look:${run}`,
      perform: (transaction, { actor, answers }) =>
        services.lookUpAwaited(transaction, actor.person, answers.shown),
    })
    .match("look", {
      found: { to: "next" },
      not_found: {
        to: "end",
        acts: (_result, { locale }) => [say(messages.awaitedNotFound, locale)],
      },
      not_staff: { to: "end", acts: (_result, { locale }) => [say(messages.notStaff, locale)] },
    })
    .choose("sure", {
      label: messages.sureLabel,
      plain: true,
      prompt: ({ results, locale }) => ({ text: questionOf(results.look, locale) }),
      options: () =>
        [
          { id: "yes", label: messages.sureYes },
          { id: "no", label: messages.sureNo },
        ] as const,
    })
    .when(
      ({ answers }) => answers.sure === "no",
      (part) => part.say("refused", ({ locale }) => [say(messages.applicantRefused, locale)]),
    )
    .when(
      ({ answers }) => answers.sure === "yes",
      (part) =>
        part
          .effect("confirm", {
            key: ({ run }) => `case.confirm:${run}`,
            perform: (transaction, { actor, answers }) =>
              services.confirmApplicant(transaction, actor.person, answers.shown),
          })
          .match("confirm", {
            confirmed: {
              to: "end",
              acts: (_result, { locale }) => [say(messages.applicantConfirmed, locale)],
            },
            not_found: {
              to: "end",
              acts: (_result, { locale }) => [say(messages.awaitedNotFound, locale)],
            },
            not_staff: {
              to: "end",
              acts: (_result, { locale }) => [say(messages.notStaff, locale)],
            },
          }),
    )
    .build();
}

function questionOf(look: AwaitedResult, locale: Locale): string {
  if (look.kind !== "found") return text(messages.awaitedNotFound, locale);
  const { number, applicant, programme } = look.awaited;
  return fill(messages.surePrompt, locale, {
    number,
    applicant,
    programme: localize(programme, locale),
  });
}

function say(entry: Localized, locale: Locale): Act {
  return { kind: "say", content: { text: text(entry, locale) } };
}
