import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import { type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import { cleanText } from "../../src/engine/normalize.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { knowledgeFlowMessages as messages } from "./messages.ts";
import type { KnowledgeServices } from "./services.ts";
import { notStaff, refused, STAFF_FLOW } from "./shared.ts";

/** The words behind the command, or the key of a button. */
const input = z.object({ words: z.string().nullable() });

const WITHDRAW = {
  id: "knowledge.withdraw",
  fromUse: true,
  ask: messages.withdrawWords,
  review: messages.withdrawReview,
  confirm: messages.confirmWithdraw,
  done: messages.withdrawn,
} as const;

const RESTORE = {
  id: "knowledge.restore",
  fromUse: false,
  ask: messages.restoreWords,
  review: messages.restoreReview,
  confirm: messages.confirmRestore,
  done: messages.restored,
} as const;

/** Staff take a clause out of use at once. */
export function withdrawFlow(services: KnowledgeServices): Flow {
  return moveFlow(services, WITHDRAW, services.withdraw, (key, locale) => [
    openButton(text(messages.restoreIt, locale), "republish", key),
  ]);
}

/** Staff put a withdrawn clause back into use. */
export function restoreFlow(services: KnowledgeServices): Flow {
  return moveFlow(services, RESTORE, services.restore, () => []);
}

function moveFlow(
  services: KnowledgeServices,
  words: typeof WITHDRAW | typeof RESTORE,
  move: KnowledgeServices["withdraw"],
  buttons: (key: string, locale: Locale) => readonly ReturnType<typeof openButton>[],
): Flow {
  const found = (said: string) => services.findClauses(said, words.fromUse);
  const parse = (said: string): Parsed<string> => {
    const clean = cleanText(said);
    return found(clean).length > 0
      ? { ok: true, value: clean }
      : { ok: false, reason: messages.noneFound };
  };
  return flow(words.id, STAFF_FLOW)
    .input(input)
    .effect("enter", {
      key: ({ run }) => `knowledge.enter:${run}`,
      perform: (transaction, { actor }) => services.enter(transaction, actor.person),
    })
    .match("enter", { welcome: { to: "next" }, not_staff: notStaff })
    .ask("words", {
      label: messages.wordsLabel,
      prompt: ({ locale }) => ({ text: text(words.ask, locale) }),
      parse,
      prefill: ({ input: { words: given } }) =>
        given !== null && found(given).length > 0 ? given : undefined,
    })
    .choose("clause", {
      label: messages.clauseLabel,
      dependsOn: ["words"],
      prompt: ({ locale }) => ({ text: text(messages.whichClause, locale) }),
      options: ({ answers }) =>
        found(answers.words).map(({ key, id, title }) => ({
          id: key,
          label: { zh: `${title.zh}（${id}）`, en: `${title.en} (${id})` },
        })),
      prefill: ({ answers }) => {
        const [only, ...others] = found(answers.words);
        return others.length === 0 ? only?.key : undefined;
      },
    })
    .review("check", {
      prompt: ({ locale }) => ({
        title: text(messages.reviewTitle, locale),
        text: text(words.review, locale),
      }),
      confirm: words.confirm,
    })
    .effect("move", {
      key: ({ run }) => `${words.id}:${run}`,
      perform: (transaction, { actor, answers }) => move(transaction, actor.person, answers.clause),
    })
    .match("move", {
      done: {
        to: "end",
        acts: (_result, { locale, answers }) => [
          {
            kind: "say",
            content: { text: text(words.done, locale), buttons: buttons(answers.clause, locale) },
          },
        ],
      },
      refused,
      not_staff: notStaff,
    })
    .build();
}
