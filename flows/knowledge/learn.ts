import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow, FlowOption, Parsed } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { cleanText, hasContent } from "../../src/engine/normalize.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { knowledgeFlowMessages as messages } from "./messages.ts";
import type { KnowledgeServices, Lesson, LessonSource } from "./services.ts";
import { notStaff, refused, STAFF_FLOW, say } from "./shared.ts";

const input = z.object({
  kind: z.enum(["ticket", "question"]),
  name: z.string(),
  /** What to do, when a button said it already. */
  how: z.string().nullable(),
});

/** A question and what a desk answered become an example of a clause, or a draft, or nothing. */
export function learnFlow(services: KnowledgeServices): Flow {
  return flow("knowledge.learn", STAFF_FLOW)
    .input(input)
    .load("lesson", ({ input: source, actor, locale }) =>
      services.lesson(sourceOf(source), actor.person, locale),
    )
    .effect("enter", {
      key: ({ run }) => `knowledge.enter:${run}`,
      perform: (transaction, { actor }) => services.enter(transaction, actor.person),
    })
    .match("enter", { welcome: { to: "next" }, not_staff: notStaff })
    .when(
      ({ loaded }) => loaded.lesson === undefined,
      (part) => part.say("gone", ({ locale }) => [say(messages.lessonGone, locale)]),
    )
    .when(
      ({ loaded }) => loaded.lesson !== undefined,
      (part) =>
        part
          .choose("how", {
            label: messages.howLabel,
            prompt: ({ loaded, locale }) => questionBack(loaded.lesson, locale),
            options: ({ loaded }) => waysOf(loaded.lesson),
            prefill: ({ input: { how }, loaded }) =>
              waysOf(loaded.lesson).some(({ id }) => id === how) ? (how ?? undefined) : undefined,
          })
          .when(
            ({ answers, loaded }) => answers.how === "draft" && loaded.lesson?.reply === undefined,
            (draft) =>
              draft.ask("reply", {
                label: messages.replyLabel,
                prompt: ({ locale }) => ({ text: text(messages.replyPrompt, locale) }),
                parse: parseReply,
              }),
          )
          .effect("keep", {
            key: ({ run }) => `knowledge.learn:${run}`,
            perform: (transaction, { input: source, actor, answers, locale }) =>
              services.learn(transaction, actor.person, {
                source: sourceOf(source),
                how: answers.how,
                reply: answers.reply ?? null,
                locale,
              }),
          })
          .match("keep", {
            example: {
              to: "end",
              acts: ({ title }, { locale }) => [
                {
                  kind: "say",
                  content: {
                    text: fill(messages.learnedExample, locale, {
                      title: localize(title, locale),
                    }),
                  },
                },
              ],
            },
            draft: {
              to: "end",
              acts: ({ id }, { locale }) => [
                { kind: "say", content: { text: fill(messages.learnedDraft, locale, { id }) } },
              ],
            },
            nothing: {
              to: "end",
              acts: (_result, { locale }) => [say(messages.learnedNothing, locale)],
            },
            refused,
            not_staff: notStaff,
          }),
    )
    .build();
}

function questionBack(lesson: Lesson | undefined, locale: Locale): Content {
  return {
    text: fill(messages.howPrompt, locale, { question: lesson?.question ?? "" }),
    rows: (lesson?.comments ?? []).map((value) => ({
      label: text(messages.commentRow, locale),
      value,
    })),
  };
}

function sourceOf({ kind, name }: z.infer<typeof input>): LessonSource {
  return kind === "ticket" ? { kind, code: name } : { kind, reference: name };
}

function waysOf(lesson: Lesson | undefined): readonly FlowOption[] {
  const examples = (lesson?.near ?? []).map(({ key, title }) => ({
    id: key,
    label: {
      zh: messages.asExample.zh({ title: title.zh }),
      en: messages.asExample.en({ title: title.en }),
    },
  }));
  return [
    ...examples,
    { id: "draft", label: messages.asDraft },
    { id: "no", label: messages.notAdded },
  ];
}

function parseReply(said: string): Parsed<string> {
  const words = cleanText(said);
  return words.length >= 2 && words.length <= 1_000 && hasContent(words)
    ? { ok: true, value: words }
    : { ok: false, reason: messages.replyLength };
}
