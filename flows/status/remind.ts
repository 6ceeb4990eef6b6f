import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { formatDate } from "../../src/i18n/dates.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { statusMessages as messages } from "./messages.ts";
import type { StatusServices } from "./services.ts";

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const BEFORE = { week: 7 * DAY_MINUTES, days: 2 * DAY_MINUTES, hours: 3 * 60 } as const;

/** Somebody wants to be reminded before a case of theirs is due, at a time they choose. */
export function remindFlow(services: StatusServices): Flow {
  return flow("status.remind", {
    version: 1,
    surface: "private",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(z.object({ case: z.string() }))
    .choose("before", {
      label: messages.remindLabel,
      prompt: ({ locale }) => ({ text: text(messages.remindPrompt, locale) }),
      options: () =>
        [
          { id: "week", label: messages.remindWeek },
          { id: "days", label: messages.remindTwoDays },
          { id: "hours", label: messages.remindHours },
        ] as const,
    })
    .effect("remind", {
      key: ({ run }) => `case.remind:${run}`,
      perform: (transaction, { actor, input, answers }) =>
        services.setReminder(transaction, actor.person, input.case, BEFORE[answers.before]),
    })
    .match("remind", {
      set: {
        to: "end",
        acts: ({ at }, { locale }) => [
          {
            kind: "say",
            content: { text: fill(messages.reminderSet, locale, { day: formatDate(at, locale) }) },
          },
        ],
      },
      too_late: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "say", content: { text: text(messages.reminderTooLate, locale) } },
        ],
      },
    })
    .build();
}
