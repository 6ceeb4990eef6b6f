import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { openButton } from "../../src/engine/flow.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";
import { type AnnounceServices, TOPIC_IDS, type TopicId } from "./services.ts";
import { remark, say, wordsOf } from "./shared.ts";
import { writeMessages } from "./write-messages.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "public", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;
const OWN = { ...SHORT, surface: "private" } as const;

/** What a button under an announcement carries: which one. */
const broadcastInput = z.object({ broadcast: z.string() });

/** “I have read it”, from whoever taps. */
export function readFlow(services: AnnounceServices): Flow {
  return flow("announce.read", SHORT)
    .input(broadcastInput)
    .effect("confirm", {
      key: ({ run }) => `announce.read:${run}`,
      perform: (transaction, { input, actor }) =>
        services.confirmRead(transaction, actor.person, input.broadcast),
    })
    .match("confirm", {
      noted: { to: "end", acts: (_r, { locale }) => [remark(text(messages.readNoted, locale))] },
      again: { to: "end", acts: (_r, { locale }) => [remark(text(messages.readAgain, locale))] },
      gone: { to: "end", acts: (_r, { locale }) => [remark(text(messages.gone, locale))] },
    })
    .build();
}

const WHY = {
  topic: messages.whyTopic,
  list: messages.whyList,
  all: messages.whyAll,
  group: messages.whyGroup,
  event: messages.whyEvent,
  case: messages.whyCase,
} as const;

/** Why somebody got an announcement, and how to stop it. */
export function whyFlow(services: AnnounceServices): Flow {
  return flow("announce.why", OWN)
    .input(broadcastInput)
    .effect("explain", {
      key: ({ run }) => `announce.why:${run}`,
      perform: (transaction, { input, actor }) =>
        services.explain(transaction, actor.person, input.broadcast),
    })
    .match("explain", {
      explained: {
        to: "end",
        acts: ({ topic, how }, { locale }) => [
          say(fill(WHY[how], locale, { topic: topicIn(services, topic, locale) })),
        ],
      },
      gone: { to: "end", acts: (_r, { locale }) => [say(text(messages.gone, locale))] },
    })
    .build();
}

const topicInput = z.object({
  topic: z.enum(TOPIC_IDS).nullable(),
  choice: z.enum(["subscribed", "muted"]),
});

/** 订阅 / 退订: what a person wants of a topic; the mute button under a copy is the same. */
export function topicFlow(services: AnnounceServices): Flow {
  return flow("announce.topic", OWN)
    .input(topicInput)
    .choose("topic", {
      label: writeMessages.topicLabel,
      prompt: ({ locale }) => ({ text: text(messages.whichTopic, locale) }),
      options: () =>
        TOPIC_IDS.map((id) => {
          const label = services.topicName(id);
          return { id, label, names: [label.zh, label.en] };
        }),
      prefill: ({ input }) => input.topic ?? undefined,
    })
    .effect("choose", {
      key: ({ run }) => `announce.topic:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.chooseTopic(transaction, actor.person, answers.topic, input.choice),
    })
    .match("choose", {
      chosen: {
        to: "end",
        acts: (_result, { input, answers, locale }) => {
          const entry = input.choice === "muted" ? messages.muted : messages.subscribed;
          return [say(fill(entry, locale, { topic: topicIn(services, answers.topic, locale) }))];
        },
      },
    })
    .build();
}

function topicIn(services: AnnounceServices, topic: TopicId, locale: Locale): string {
  return localize(services.topicName(topic), locale);
}

const MOST_QUESTION = 1_000;
const DAY = 24 * 60 * MINUTE;

/** A question about an announcement: it becomes a ticket with the announcement attached. */
export function aboutFlow(services: AnnounceServices): Flow {
  return flow("announce.about", { ...OWN, idleMs: 30 * MINUTE, ttlMs: 7 * DAY })
    .input(broadcastInput)
    .ask("question", {
      label: messages.questionLabel,
      personal: "words",
      prompt: ({ locale }) => ({ text: text(messages.questionPrompt, locale) }),
      parse: (words) => wordsOf(words, MOST_QUESTION),
    })
    .review("check", {
      prompt: ({ locale }) => ({ text: text(messages.questionReview, locale) }),
      confirm: messages.questionConfirm,
    })
    .effect("ask", {
      key: ({ run }) => `announce.about:${run}`,
      perform: (transaction, { input, actor, answers, locale, origin }) =>
        services.askAbout(transaction, {
          person: actor.person,
          name: actor.name,
          locale,
          at: origin,
          broadcast: input.broadcast,
          question: answers.question,
        }),
    })
    .match("ask", {
      opened: {
        to: "end",
        acts: ({ code, words, staff, staffSpace }, { locale }) => [
          say(fill(messages.opened, locale, { code })),
          ...staff.map((member) => told(code, words, member)),
          ...(staffSpace === null ? [] : [toldGroup(code, staffSpace)]),
        ],
      },
      too_many: {
        to: "end",
        acts: ({ limit }, { locale }) => [say(fill(messages.tooMany, locale, { limit }))],
      },
      gone: { to: "end", acts: (_r, { locale }) => [say(text(messages.gone, locale))] },
    })
    .build();
}

function told(
  code: string,
  words: string,
  { person, locale }: { readonly person: string; readonly locale: Locale },
): Act {
  return {
    kind: "tell",
    to: { kind: "person", person },
    locale,
    content: {
      title: fill(messages.newTicket, locale, { code }),
      text: words,
      buttons: [openButton(text(messages.take, locale), "ticket", code, "primary")],
    },
  };
}

function toldGroup(code: string, at: { readonly space: string; readonly thread?: string }): Act {
  return {
    kind: "tell",
    to: { kind: "space", at },
    locale: "zh-CN",
    content: {
      title: fill(messages.newTicket, "zh-CN", { code }),
      text: text(messages.newTicketGroup, "zh-CN"),
      buttons: [openButton(text(messages.take, "zh-CN"), "ticket", code, "primary")],
    },
  };
}
