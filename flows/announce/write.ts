import { flow } from "../../src/engine/builder.ts";
import type { Flow, Parsed } from "../../src/engine/flow.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import {
  audienceQuestion,
  bookQuestions,
  eventQuestion,
  seatsQuestion,
  sessionQuestion,
  signupQuestion,
  tagQuestion,
} from "./audience-steps.ts";
import { type AnnounceServices, type SubmitResult, TOPIC_IDS } from "./services.ts";
import { notStaff, STAFF_FLOW, wordsIn, wordsOf } from "./shared.ts";
import { countBranches, countedPrompt, submitBranches } from "./submitting.ts";
import { writeMessages as messages } from "./write-messages.ts";

/** 群发: staff write an announcement in both languages, see whom it reaches, and send it once they have confirmed. */
export function writeFlow(services: AnnounceServices): Flow {
  const { programme, status, people, required } = bookQuestions(services);
  const { topic, when, reason } = plainQuestions(services);
  return flow("announce.write", { ...STAFF_FLOW, version: 2 })
    .load("choices", ({ actor }) => services.choices(actor.person))
    .effect("enter", {
      key: ({ run }) => `announce.enter:${run}`,
      perform: (transaction, { actor }) => services.enter(transaction, actor.person),
    })
    .match("enter", { welcome: { to: "next" }, not_staff: notStaff })
    .choose("topic", topic)
    .choose("audience", audienceQuestion)
    .when(isFor("tag"), (groups) => groups.ask("tag", { ...tagQuestion, dependsOn: ["audience"] }))
    .when(isFor("event"), (signedUp) =>
      signedUp
        .ask("event", { ...eventQuestion, dependsOn: ["audience"] })
        .choose("seats", { ...seatsQuestion, dependsOn: ["audience"] })
        .askOptional("session", { ...sessionQuestion, dependsOn: ["event"] }),
    )
    .when(isFor("case"), (applicants) =>
      applicants
        .ask("programme", { ...programme, dependsOn: ["audience"] })
        .askOptional("status", { ...status, dependsOn: ["programme"] }),
    )
    .when(isFor("people"), (named) => named.ask("people", { ...people, dependsOn: ["audience"] }))
    .ask("title", WORDS.title)
    .ask("title-english", WORDS.titleEnglish)
    .ask("body", WORDS.body)
    .ask("body-english", WORDS.bodyEnglish)
    .askOptional("signup", signupQuestion)
    .askOptional("required", required)
    .askOptional("when", when)
    .when(
      // Conditions are looked at before the questions they rest on are answered.
      ({ answers, now }) => "when" in answers && services.isQuiet(answers.when, now),
      (night) => night.askOptional("reason", { ...reason, dependsOn: ["when"] }),
    )
    .effect("count", {
      key: ({ turn }) => `announce.count:${turn}`,
      dependsOn: COUNTED,
      perform: (transaction, { actor, answers, run }) =>
        services.draft(transaction, actor.person, run, {
          ...answers,
          title: { zh: answers.title, en: answers["title-english"] },
          body: { zh: answers.body, en: answers["body-english"] },
          at: answers.when,
        }),
    })
    .match("count", countBranches)
    .review("check", {
      prompt: ({ results, locale }) => countedPrompt(results.count, locale),
      confirm: messages.confirm,
    })
    .effect("submit", {
      key: ({ run }) => `announce.submit:${run}`,
      perform: async (transaction, { actor, results: { count } }): Promise<SubmitResult> =>
        count.kind === "counted"
          ? services.submit(transaction, actor.person, count.id)
          : { kind: "moved_on" },
    })
    .match("submit", submitBranches)
    .restartKeepingAnswers(1)
    .build();
}

/** Whatever is changed, the draft is written down and counted again. */
const COUNTED = [
  ...(["topic", "audience", "tag", "event", "seats", "session", "programme"] as const),
  ...(["status", "people", "title", "title-english", "body", "body-english"] as const),
  ...(["signup", "required", "when", "reason"] as const),
];

function isFor(audience: string) {
  return ({ answers }: { readonly answers: { readonly audience: string } }) =>
    answers.audience === audience;
}

const { titleZhLabel, titleZhPrompt, titleEnLabel, titleEnPrompt } = messages;
const { bodyZhLabel, bodyZhPrompt, bodyEnLabel, bodyEnPrompt } = messages;

const WORDS = {
  title: wordsIn("zh", "title", { label: titleZhLabel, prompt: titleZhPrompt }),
  titleEnglish: wordsIn("en", "title", { label: titleEnLabel, prompt: titleEnPrompt }),
  body: wordsIn("zh", "body", { label: bodyZhLabel, prompt: bodyZhPrompt }),
  bodyEnglish: wordsIn("en", "body", { label: bodyEnLabel, prompt: bodyEnPrompt }),
} as const;

const MOST_REASON = 300;

function plainQuestions(services: AnnounceServices) {
  type In = { readonly locale: Locale };
  return {
    topic: {
      label: messages.topicLabel,
      prompt: ({ locale }: In) => ({ text: text(messages.topicPrompt, locale) }),
      options: () => TOPIC_IDS.map((id) => ({ id, label: services.topicName(id) })),
    },
    when: {
      label: messages.whenLabel,
      prompt: ({ locale }: In) => ({ text: text(messages.whenPrompt, locale) }),
      parse: (given: string, { now }: { readonly now: number }): Parsed<string> =>
        services.isTimeToCome(given, now)
          ? { ok: true, value: given.trim() }
          : { ok: false, reason: messages.badTime },
    },
    reason: {
      label: messages.reasonLabel,
      prose: true,
      prompt: ({ locale }: In) => ({ text: text(messages.reasonPrompt, locale) }),
      parse: (given: string) => wordsOf(given, MOST_REASON),
    },
  };
}
