import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";
import type { AnnounceServices } from "./services.ts";
import { notStaff, STAFF_FLOW } from "./shared.ts";

/** Staff ask for the console and get a link that works once. */
export function consoleFlow(services: AnnounceServices): Flow {
  return flow("announce.console", STAFF_FLOW)
    .effect("link", {
      key: ({ run }) => `announce.console:${run}`,
      perform: (transaction, { actor }) => services.consoleLink(transaction, actor.person),
    })
    .match("link", {
      made: {
        to: "end",
        acts: ({ url, minutes }, { locale }) => [
          {
            kind: "say",
            content: {
              title: text(messages.consoleTitle, locale),
              text: fill(messages.consoleText, locale, { url, minutes }),
            },
          },
        ],
      },
      not_staff: notStaff,
    })
    .build();
}
