import { flow } from "../../src/engine/builder.ts";
import type { Flow, Parsed } from "../../src/engine/flow.ts";
import { cleanText } from "../../src/engine/normalize.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { knowledgeFlowMessages as messages } from "./messages.ts";
import type { KnowledgeServices } from "./services.ts";
import { notStaff, refused, STAFF_FLOW } from "./shared.ts";

const HAN = /\p{Script=Han}/u;
const DAYS = { today: 0, week: 7, month: 30, quarter: 90 } as const;

/** Staff write down what only they know: hours, phone, today's move; in both languages, with an end. */
export function noteFlow(services: KnowledgeServices): Flow {
  return flow("knowledge.note", STAFF_FLOW)
    .effect("enter", {
      key: ({ run }) => `knowledge.enter:${run}`,
      perform: (transaction, { actor }) => services.enter(transaction, actor.person),
    })
    .match("enter", { welcome: { to: "next" }, not_staff: notStaff })
    .choose("topic", {
      label: messages.topicLabel,
      prompt: ({ locale }) => ({ text: text(messages.topicPrompt, locale) }),
      options: () =>
        [
          { id: "hours", label: messages.topicHours },
          { id: "phone", label: messages.topicPhone },
          { id: "place", label: messages.topicPlace },
          { id: "notice", label: messages.topicNotice },
        ] as const,
    })
    .choose("desk", {
      label: messages.deskLabel,
      prompt: ({ locale }) => ({ text: text(messages.deskPrompt, locale) }),
      options: ({ results }) => deskOptions(services, results.enter),
      prefill: ({ results }) => {
        const [only, ...others] = deskOptions(services, results.enter);
        return others.length === 0 ? only?.id : undefined;
      },
    })
    .ask("chinese", {
      label: messages.chineseLabel,
      prompt: ({ locale }) => ({ text: text(messages.chinesePrompt, locale) }),
      parse: parseChinese,
    })
    .ask("english", {
      label: messages.englishLabel,
      prompt: ({ locale }) => ({ text: text(messages.englishPrompt, locale) }),
      parse: parseEnglish,
    })
    .choose("until", {
      label: messages.untilLabel,
      prompt: ({ locale }) => ({ text: text(messages.untilPrompt, locale) }),
      options: () =>
        [
          { id: "today", label: messages.untilToday, names: ["今天", "today"] },
          { id: "week", label: messages.untilWeek, names: ["7天", "一周", "a week"] },
          { id: "month", label: messages.untilMonth, names: ["30天", "一个月", "a month"] },
          { id: "quarter", label: messages.untilQuarter, names: ["90天", "三个月"] },
        ] as const,
    })
    .review("check", {
      prompt: ({ locale }) => ({
        title: text(messages.reviewTitle, locale),
        text: text(messages.noteReview, locale),
      }),
      confirm: messages.confirmNote,
    })
    .effect("keep", {
      key: ({ run }) => `knowledge.note:${run}`,
      perform: (transaction, { actor, answers }) =>
        services.keepNote(transaction, actor.person, {
          desk: answers.desk,
          topic: answers.topic,
          words: { zh: answers.chinese, en: answers.english },
          days: DAYS[answers.until],
        }),
    })
    .match("keep", {
      kept: {
        to: "end",
        acts: ({ until }, { locale }) => [
          { kind: "say", content: { text: fill(messages.noteKept, locale, { until }) } },
        ],
      },
      refused,
      not_staff: notStaff,
    })
    .build();
}

type Entered = Awaited<ReturnType<KnowledgeServices["enter"]>>;

function deskOptions(services: KnowledgeServices, entered: Entered) {
  const own = entered.kind === "welcome" ? entered.desks : [];
  return services
    .desks()
    .filter(({ id }) => own.includes(id))
    .map(({ id, name }) => ({ id, label: name }));
}

function parseChinese(said: string): Parsed<string> {
  const words = cleanText(said);
  const fits = HAN.test(words) && words.length >= 4 && words.length <= 300;
  return fits ? { ok: true, value: words } : rejected(messages.needsChinese);
}

function parseEnglish(said: string): Parsed<string> {
  const words = cleanText(said);
  const fits = /[A-Za-z]/.test(words) && !HAN.test(words) && words.length <= 600;
  return fits ? { ok: true, value: words } : rejected(messages.needsEnglish);
}

function rejected(reason: Localized): { readonly ok: false; readonly reason: Localized } {
  return { ok: false, reason };
}
