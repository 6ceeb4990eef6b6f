import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";
import { type AnnounceServices, CHAT_ACTS, type ChatAct, type Standing } from "./services.ts";
import { notStaff, STAFF_FLOW, say } from "./shared.ts";

const manageInput = z.object({ act: z.enum(CHAT_ACTS), broadcast: z.string() });

const LABELS = {
  approve: messages.actApprove,
  return: messages.actReturn,
  pause: messages.actPause,
  resume: messages.actResume,
  retry: messages.actRetry,
  cancel: messages.actCancel,
  recall: messages.actRecall,
  status: messages.actStatus,
} as const;

/** The buttons under an announcement's card: start, rest, stop, take back, look. */
export function manageFlow(services: AnnounceServices): Flow {
  return flow("announce.manage", STAFF_FLOW)
    .input(manageInput)
    .effect("act", {
      key: ({ run }) => `announce.manage:${run}`,
      perform: (transaction, { input, actor }) =>
        services.act(transaction, actor.person, input.act, input.broadcast),
    })
    .match("act", {
      done: { to: "end", acts: ({ standing }, { locale }) => [standingCard(standing, locale)] },
      not_now: {
        to: "end",
        acts: ({ standing }, { locale }) => [
          say(text(messages.notNow, locale)),
          standingCard(standing, locale),
        ],
      },
      own: { to: "end", acts: (_r, { locale }) => [say(text(messages.own, locale))] },
      gone: { to: "end", acts: (_r, { locale }) => [say(text(messages.gone, locale))] },
      not_staff: notStaff,
    })
    .build();
}

/** How an announcement stands, with what can be done about it. */
export function standingCard(standing: Standing, locale: Locale): Act {
  const { id, title, acts, deleted, pastWindow, notDeleted } = standing;
  const state = localize(standing.stateName, locale);
  const wasRecalled = deleted + pastWindow + notDeleted > 0;
  return {
    kind: "say",
    form: "card",
    content: {
      title: localize(title, locale),
      text: fill(messages.standing, locale, { ...standing, state }),
      footnote: wasRecalled ? fill(messages.recallReport, locale, standing) : undefined,
      buttons: acts.map((act) => button(act, id, locale)),
    },
  };
}

const DANGEROUS: ReadonlySet<ChatAct> = new Set(["cancel", "recall"]);

function button(act: ChatAct, id: string, locale: Locale) {
  const style = DANGEROUS.has(act) ? "danger" : undefined;
  return openButton(text(LABELS[act], locale), "announce-do", `${act}-${id}`, style);
}
