import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { text } from "../../src/i18n/messages.ts";
import { changeBranches } from "./manage.ts";
import { announceMessages as messages } from "./messages.ts";
import type { AnnounceServices } from "./services.ts";
import { STAFF_FLOW, wordsIn } from "./shared.ts";
import { writeMessages } from "./write-messages.ts";

const changeInput = z.object({ broadcast: z.string() });

/** 全部改正: other words, checked once more, for every copy that is out and every one still to come. */
export function editFlow(services: AnnounceServices): Flow {
  return flow("announce.edit", { ...STAFF_FLOW, version: 2 })
    .input(changeInput)
    .ask("body", wordsIn("zh", "body", WORDS.bodyZh))
    .ask("body-english", wordsIn("en", "body", WORDS.bodyEn))
    .review("check", {
      prompt: ({ locale }) => ({ text: text(messages.editReview, locale) }),
      confirm: messages.editConfirm,
    })
    .effect("act", {
      key: ({ run }) => `announce.edit:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.change(transaction, actor.person, "edit", input.broadcast, {
          zh: answers.body,
          en: answers["body-english"],
        }),
    })
    .match("act", changeBranches())
    .restartKeepingAnswers(1)
    .build();
}

/** 全部撤回: what is posted where a copy can no longer be deleted, and a second look before it is done. */
export function recallFlow(services: AnnounceServices): Flow {
  return flow("announce.recall", { ...STAFF_FLOW, version: 2 })
    .input(changeInput)
    .askOptional("note", wordsIn("zh", "note", WORDS.noteZh))
    .when(
      ({ answers }) => answers.note !== null,
      (worded) => worded.ask("note-english", wordsIn("en", "note", WORDS.noteEn)),
    )
    .review("check", {
      prompt: ({ locale }) => ({ text: text(messages.recallReview, locale) }),
      confirm: messages.recallConfirm,
    })
    .effect("act", {
      key: ({ run }) => `announce.recall:${run}`,
      perform: (transaction, { input, actor, answers }) => {
        const { note, "note-english": english } = answers;
        const words =
          note === null || english === undefined ? undefined : { zh: note, en: english };
        return services.change(transaction, actor.person, "recall", input.broadcast, words);
      },
    })
    .match("act", changeBranches())
    .restartKeepingAnswers(1)
    .build();
}

const WORDS = {
  bodyZh: { label: writeMessages.bodyZhLabel, prompt: messages.newBodyZhPrompt },
  bodyEn: { label: writeMessages.bodyEnLabel, prompt: messages.newBodyEnPrompt },
  noteZh: { label: messages.noteZhLabel, prompt: messages.noteZhPrompt },
  noteEn: { label: messages.noteEnLabel, prompt: messages.noteEnPrompt },
} as const;
