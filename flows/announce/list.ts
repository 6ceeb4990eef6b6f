import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";
import type { AnnounceServices, ListResult } from "./services.ts";
import { notStaff, STAFF_FLOW } from "./shared.ts";

/** 群发进度: the newest announcements, each a tap away from how it goes. */
export function listFlow(services: AnnounceServices): Flow {
  return flow("announce.list", STAFF_FLOW)
    .effect("list", {
      key: ({ turn }) => `announce.list:${turn}`,
      perform: (transaction, { actor }) => services.list(transaction, actor.person),
    })
    .match("list", {
      listed: { to: "end", acts: (result, { locale }) => [listCard(result, locale)] },
      not_staff: notStaff,
    })
    .build();
}

function listCard({ announcements }: Extract<ListResult, { kind: "listed" }>, locale: Locale): Act {
  const isEmpty = announcements.length === 0;
  return {
    kind: "say",
    content: {
      title: text(messages.listTitle, locale),
      text: text(isEmpty ? messages.listEmpty : messages.listText, locale),
      rows: announcements.map(({ title, stateName }) => ({
        label: localize(stateName, locale),
        value: localize(title, locale),
      })),
      buttons: announcements.map(({ id, title }) =>
        openButton(localize(title, locale), "announce-do", `status-${id}`),
      ),
    },
  };
}
