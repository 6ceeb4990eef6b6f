import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { knowledgeFlowMessages as messages } from "./messages.ts";
import type { KnowledgeServices, UnansweredGroup } from "./services.ts";
import { notStaff, STAFF_FLOW, say } from "./shared.ts";

/** What people asked in vain, for staff: the most asked first, each with a button to deal with it. */
export function unansweredFlow(services: KnowledgeServices): Flow {
  return flow("knowledge.unanswered", STAFF_FLOW)
    .effect("list", {
      key: ({ run }) => `knowledge.unanswered:${run}`,
      perform: (transaction, { actor }) => services.unanswered(transaction, actor.person),
    })
    .match("list", {
      list: {
        to: "end",
        acts: ({ groups, more }, { locale }) => [listCard(groups, more, locale)],
      },
      none: {
        to: "end",
        acts: (_result, { locale }) => [say(messages.nothingUnanswered, locale)],
      },
      not_staff: notStaff,
    })
    .build();
}

function listCard(groups: readonly UnansweredGroup[], more: number, locale: Locale): Act {
  return {
    kind: "say",
    form: "card",
    content: {
      title: text(messages.unansweredTitle, locale),
      text: fill(messages.unansweredText, locale, { shown: groups.length, more }),
      rows: groups.map(({ question, askers, badRatings }, index) => ({
        label: fill(messages.groupLabel, locale, { position: index + 1, askers, bad: badRatings }),
        value: question,
      })),
      buttons: groups.map(({ reference }, index) =>
        openButton(
          fill(messages.answerNow, locale, { position: index + 1 }),
          "learn",
          `q-${reference}`,
        ),
      ),
    },
  };
}
