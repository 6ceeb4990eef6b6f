import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import type { Row } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { rightsMessages as messages } from "./rights-messages.ts";
import type { AccountServices, Holding } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** 删除我的数据: what happens to each thing and what stays by law, then a confirmation, then it is done. */
export function forgetFlow(services: AccountServices): Flow {
  return flow("account.forget", SHORT)
    .load("holdings", ({ actor }) => services.holdings(actor.person))
    .review("check", {
      prompt: ({ locale, loaded }) => ({
        title: text(messages.forgetTitle, locale),
        text: text(messages.forgetText, locale),
        rows: loaded.holdings.map((holding) => fateRow(holding, locale)),
        footnote: text(messages.forgetFootnote, locale),
      }),
      confirm: messages.confirmForget,
    })
    .effect("forget", {
      key: ({ run }) => `person.forget:${run}`,
      perform: (transaction, { actor }) => services.forget(transaction, actor.person),
    })
    .match("forget", {
      asked: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "endOthers" },
          { kind: "say", content: { text: text(messages.forgetting, locale) } },
        ],
      },
    })
    .build();
}

function fateRow({ title, deleted, open }: Holding, locale: Locale): Row {
  const fate = localize(deleted, locale);
  return {
    label: localize(title, locale),
    value: open === 0 ? fate : fill(messages.forgetOpen, locale, { open, deleted: fate }),
  };
}
