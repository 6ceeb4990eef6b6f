import type { Parsed } from "../../src/engine/flow.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import type { AnnounceServices, AudienceChoices, SeatChoice } from "./services.ts";
import { both } from "./shared.ts";
import { writeMessages as messages } from "./write-messages.ts";

const MOST_PEOPLE = 50;

/** What the questions about the audience look at. */
interface Asked {
  readonly locale: Locale;
  readonly loaded: { readonly choices: AudienceChoices };
}

/** Whom an announcement written in a chat can be for. */
export const audienceQuestion = {
  label: messages.audienceLabel,
  prompt: ({ locale }: Asked) => ({ text: text(messages.audiencePrompt, locale) }),
  options: () =>
    [
      { id: "groups", label: messages.audienceGroups },
      { id: "tag", label: messages.audienceTag },
      { id: "subscribers", label: messages.audienceSubscribers },
      { id: "everyone", label: messages.audienceEveryone },
      { id: "event", label: messages.audienceEvent },
      { id: "case", label: messages.audienceCase },
      { id: "people", label: messages.audiencePeople },
    ] as const,
};

/** Which tag of the groups there are. */
export const tagQuestion = {
  label: messages.tagLabel,
  prompt: ({ locale, loaded }: Asked) => ({
    text: fill(messages.tagPrompt, locale, { tags: listed(loaded.choices.tags, locale) }),
  }),
  parse: (given: string, { loaded }: Asked): Parsed<string> => {
    const { tags } = loaded.choices;
    const meant = given.trim().replace(/^#/, "").toLowerCase();
    const tag = tags.find((known) => known.toLowerCase() === meant);
    if (tag !== undefined) return { ok: true, value: tag };
    const reason = {
      zh: messages.noTag.zh({ tags: listed(tags, "zh-CN") }),
      en: messages.noTag.en({ tags: listed(tags, "en") }),
    };
    return { ok: false, reason };
  },
};

function listed(all: readonly string[], locale: Locale): string {
  if (all.length === 0) return text(messages.none, locale);
  return all.join(locale === "en" ? ", " : "、");
}

/** Which event: by its code. */
export const eventQuestion = {
  label: messages.eventLabel,
  prompt: ({ locale, loaded }: Asked) => {
    const lines = loaded.choices.events.map(
      ({ code, title }) => `${code} ${localize(title, locale)}`,
    );
    const events = lines.length === 0 ? text(messages.none, locale) : lines.join("\n\n");
    return { text: fill(messages.eventPrompt, locale, { events }) };
  },
  parse: (given: string, { loaded }: Asked) => knownCode(given, loaded.choices),
};

/** The code of an event there is. */
function knownCode(given: string, { events }: AudienceChoices): Parsed<string> {
  const meant = given.trim().toUpperCase();
  return events.some(({ code }) => code === meant)
    ? { ok: true, value: meant }
    : { ok: false, reason: messages.noEvent };
}

/** How those who signed up stand. */
export const seatsQuestion = {
  label: messages.seatsLabel,
  prompt: ({ locale }: Asked) => ({ text: text(messages.seatsPrompt, locale) }),
  options: (): readonly {
    readonly id: SeatChoice;
    readonly label: { readonly zh: string; readonly en: string };
  }[] => [
    { id: "seated", label: messages.seatsSeated },
    { id: "waiting", label: messages.seatsWaiting },
    { id: "gave-up", label: messages.seatsGaveUp },
  ],
};

type OfEvent = Asked & { readonly answers: { readonly event: string } };

/** Which of the event's sessions; none for all to come. */
export const sessionQuestion = {
  label: messages.sessionLabel,
  prompt: (context: OfEvent) => ({
    text: fill(messages.sessionPrompt, context.locale, {
      sessions: listed(sessionsOf(context), context.locale),
    }),
  }),
  parse: (given: string, context: OfEvent): Parsed<string> => {
    const meant = given.trim();
    return sessionsOf(context).includes(meant)
      ? { ok: true, value: meant }
      : { ok: false, reason: messages.noSession };
  },
};

function sessionsOf({ loaded, answers }: OfEvent): readonly string[] {
  return loaded.choices.events.find(({ code }) => code === answers.event)?.sessions ?? [];
}

/** The event of a button to sign up. */
export const signupQuestion = {
  label: messages.signupLabel,
  prompt: ({ locale }: Asked) => ({ text: text(messages.signupPrompt, locale) }),
  parse: (given: string, { loaded }: Asked) => knownCode(given, loaded.choices),
};

/** Questions that look into the service's books. */
export function bookQuestions(services: AnnounceServices) {
  const accounts = (given: string): Parsed<readonly string[]> => {
    const words = given.split(/[\s,，、]+/).filter((word) => word !== "");
    const wrong = words.find((word) => !services.isAccount(word)) ?? words[MOST_PEOPLE];
    return wrong === undefined && words.length > 0
      ? { ok: true, value: [...new Set(words)] }
      : { ok: false, reason: both(messages.badAccounts, { name: wrong ?? given }) };
  };
  return {
    programme: {
      label: messages.programmeLabel,
      prompt: ({ locale }: Asked) => ({ text: text(messages.programmePrompt, locale) }),
      parse: (given: string): Parsed<string> =>
        services.programmeNamed(given)
          ? { ok: true, value: given.trim() }
          : { ok: false, reason: messages.noProgramme },
    },
    status: {
      label: messages.statusLabel,
      prompt: ({ locale }: Asked) => ({ text: text(messages.statusPrompt, locale) }),
      parse: (
        given: string,
        { answers }: { readonly answers: { readonly programme: string } },
      ): Parsed<string> =>
        services.statusNamed(answers.programme, given)
          ? { ok: true, value: given.trim() }
          : { ok: false, reason: messages.noStatus },
    },
    people: {
      label: messages.peopleLabel,
      prompt: ({ locale }: Asked) => ({ text: text(messages.peoplePrompt, locale) }),
      parse: accounts,
      show: (names: readonly string[]) => names.join(" "),
    },
    required: {
      label: messages.requiredLabel,
      prompt: ({ locale }: Asked) => ({ text: text(messages.requiredPrompt, locale) }),
      parse: accounts,
      show: (names: readonly string[]) => names.join(" "),
    },
  };
}
