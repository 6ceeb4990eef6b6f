import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { standingCard } from "./manage.ts";
import { announceMessages as messages } from "./messages.ts";
import { type AnnounceServices, type SubmitResult, TOPIC_IDS } from "./services.ts";
import { notStaff, STAFF_FLOW, say, wordsOf } from "./shared.ts";

const MOST_TITLE = 60;
const MOST_BODY = 1_500;
const HAN = /\p{Script=Han}/u;

/** 群发: staff write an announcement in both languages, and send it once they have confirmed. */
export function writeFlow(services: AnnounceServices): Flow {
  return flow("announce.write", STAFF_FLOW)
    .effect("enter", {
      key: ({ run }) => `announce.enter:${run}`,
      perform: (transaction, { actor }) => services.enter(transaction, actor.person),
    })
    .match("enter", { welcome: { to: "next" }, not_staff: notStaff })
    .choose("topic", {
      label: messages.topicLabel,
      prompt: ({ locale }) => ({ text: text(messages.topicPrompt, locale) }),
      options: () => TOPIC_IDS.map((id) => ({ id, label: services.topicName(id) })),
    })
    .choose("audience", {
      label: messages.audienceLabel,
      prompt: ({ locale }) => ({ text: text(messages.audiencePrompt, locale) }),
      options: () =>
        [
          { id: "groups", label: messages.audienceGroups },
          { id: "subscribers", label: messages.audienceSubscribers },
          { id: "everyone", label: messages.audienceEveryone },
        ] as const,
    })
    .ask("title", words(messages.titleZhLabel, messages.titleZhPrompt, MOST_TITLE, "zh"))
    .ask("title-english", words(messages.titleEnLabel, messages.titleEnPrompt, MOST_TITLE, "en"))
    .ask("body", words(messages.bodyZhLabel, messages.bodyZhPrompt, MOST_BODY, "zh"))
    .ask("body-english", words(messages.bodyEnLabel, messages.bodyEnPrompt, MOST_BODY, "en"))
    .askOptional("when", {
      label: messages.whenLabel,
      prompt: ({ locale }) => ({ text: text(messages.whenPrompt, locale) }),
      parse: (given, { now }): Parsed<string> =>
        services.isTimeToCome(given, now)
          ? { ok: true, value: given.trim() }
          : { ok: false, reason: messages.badTime },
    })
    .review("check", {
      prompt: ({ locale }) => ({
        title: text(messages.reviewTitle, locale),
        text: text(messages.reviewText, locale),
      }),
      confirm: messages.confirm,
    })
    .effect("submit", {
      key: ({ run }) => `announce.submit:${run}`,
      perform: (transaction, { actor, answers }): Promise<SubmitResult> =>
        services.submit(transaction, actor.person, {
          topic: answers.topic,
          audience: answers.audience,
          title: { zh: answers.title, en: answers["title-english"] },
          body: { zh: answers.body, en: answers["body-english"] },
          at: answers.when,
        }),
    })
    .match("submit", {
      submitted: { to: "end", acts: (result, { locale }) => submittedActs(result, locale) },
      nobody: { to: "end", acts: (_r, { locale }) => [say(text(messages.nobody, locale))] },
      past: { to: "end", acts: (_r, { locale }) => [say(text(messages.past, locale))] },
      not_staff: notStaff,
    })
    .build();
}

function words(label: Localized, prompt: Localized, most: number, language: "zh" | "en") {
  return {
    label,
    prompt: ({ locale }: { readonly locale: Locale }) => ({ text: text(prompt, locale) }),
    parse: (given: string): Parsed<string> => {
      const parsed = wordsOf(given, most);
      if (!parsed.ok) return parsed;
      if (language === "zh" && !HAN.test(parsed.value)) {
        return { ok: false, reason: messages.needsChinese };
      }
      if (language === "en" && !/[A-Za-z]{2}/.test(parsed.value)) {
        return { ok: false, reason: messages.needsEnglish };
      }
      return parsed;
    },
  };
}

function submittedActs(
  {
    standing,
    people,
    groups,
    minutes,
    approvers,
    body,
  }: Extract<SubmitResult, { kind: "submitted" }>,
  locale: Locale,
): readonly Act[] {
  const waits = standing.state === "awaiting_approval";
  const lines = [
    fill(messages.submitted, locale, { people, groups, minutes }),
    ...(waits ? [text(messages.waitsForSecond, locale)] : []),
  ];
  return [
    say(lines.join("\n\n")),
    standingCard(standing, locale),
    ...(waits ? approvers : []).map(
      (approver): Act => ({
        kind: "tell",
        to: { kind: "person", person: approver.person },
        locale: approver.locale,
        content: {
          title: text(messages.approveTitle, approver.locale),
          text: `${localize(standing.title, approver.locale)}\n\n${localize(body, approver.locale)}`,
          footnote: fill(messages.submitted, approver.locale, { people, groups, minutes }),
          buttons: (["approve", "return"] as const).map((act) =>
            openButton(
              text(act === "approve" ? messages.actApprove : messages.actReturn, approver.locale),
              "announce-do",
              `${act}-${standing.id}`,
              act === "approve" ? "primary" : undefined,
            ),
          ),
        },
      }),
    ),
  ];
}
