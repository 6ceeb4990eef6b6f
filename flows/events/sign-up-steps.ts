import type { Parsed } from "../../src/engine/flow.ts";
import { cleanText, hasContent } from "../../src/engine/normalize.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { eventOptions, sessionOptions } from "./choices.ts";
import { eventMessages as messages } from "./messages.ts";
import { type KeyedAnswer, listed, parseListed, promptOf, shownValue } from "./questions.ts";
import type { EventServices } from "./services.ts";
import {
  asksPersonal,
  earlierRows,
  eventOf,
  knownAnswer,
  type SignUpContext,
  sessionOf,
  sessionsOf,
  titleIn,
} from "./sign-up-context.ts";

/** Which event, when a sentence may mean several. */
export const eventQuestion = {
  label: messages.eventLabel,
  plain: true,
  prompt: ({ locale }: SignUpContext) => ({ text: text(messages.whichEvent, locale) }),
  options: ({ loaded }: SignUpContext) => eventOptions(loaded.events),
  prefill: ({ loaded: { events } }: SignUpContext) =>
    events.length === 1 ? events[0]?.code.toLowerCase() : undefined,
};

/** Which date or group; each with the room it has. */
export const sessionQuestion = {
  label: messages.sessionLabel,
  names: ["场", "组", "组别", "时段"],
  prompt: (context: SignUpContext) => ({
    text: fill(messages.whichSession, context.locale, { title: titleIn(context) }),
  }),
  options: (context: SignUpContext) => {
    const event = eventOf(context);
    return event ? sessionOptions(event, sessionsOf(context), sessionOf(context)) : [];
  },
  prefill: (context: SignUpContext) => {
    const sessions = sessionsOf(context);
    const named = sessions.find(({ id }) => id === context.input.session);
    return named?.id ?? (sessions.length === 1 ? sessions[0]?.id : undefined);
  },
};

/** Consent before the first personal question; given once per text version, and anew when things come to be kept longer. */
export function consentQuestion({ keptDays }: Pick<EventServices, "keptDays">) {
  return {
    label: messages.consentLabel,
    plain: true,
    prompt: (context: SignUpContext) => ({
      text: fill(messages.consentPrompt, context.locale, {
        title: titleIn(context),
        days: keptDays,
      }),
    }),
    options: () =>
      [
        {
          id: "agree",
          label: messages.agree,
          names: ["好", "好的", "可以", "是", "同意的", "yes", "agree", "ok"],
        },
        { id: "decline", label: messages.decline, names: ["不", "否", "no", "decline"] },
      ] as const,
    prefill: (context: SignUpContext) =>
      context.loaded.consented || !asksPersonal(context) ? ("agree" as const) : undefined,
  };
}

/**
 * Whether what was said at an earlier event may be used again: asked only of people who have just agreed anew.
 * Whoever agreed before finds it on the review card, where each answer can be changed.
 */
export const reuseQuestion = {
  label: messages.reuseLabel,
  plain: true,
  prefill: ({ loaded }: SignUpContext) => (loaded.consented ? ("use" as const) : undefined),
  prompt: (context: SignUpContext) => ({
    text: text(messages.reusePrompt, context.locale),
    rows: earlierRows(context),
  }),
  options: () =>
    [
      {
        id: "use",
        label: messages.reuseYes,
        names: ["用", "好", "好的", "是", "可以", "yes", "use", "ok"],
      },
      { id: "again", label: messages.reuseNo, names: ["不", "不用", "重填", "no", "again"] },
    ] as const,
};

/** The event's own questions, in its order. */
export function ownQuestions(services: Pick<EventServices, "parseAnswer">) {
  return {
    personal: "words" as const,
    onPage: (place: number, context: SignUpContext) =>
      eventOf(context)?.questions[place]?.personal === true,
    question: (place: number, context: SignUpContext) => {
      const question = eventOf(context)?.questions[place];
      return question && listed(question);
    },
    prompt: (place: number, context: SignUpContext) =>
      promptOf(eventOf(context), place, context.locale),
    parse: (said: string, place: number, context: SignUpContext): Parsed<KeyedAnswer> => {
      const question = eventOf(context)?.questions[place];
      if (!question) return { ok: false, reason: messages.questionsChanged };
      return parseListed(services, question, said);
    },
    prefill: knownAnswer,
    show: ({ value }: KeyedAnswer, place: number, context: SignUpContext) =>
      shownValue(eventOf(context)?.questions[place], value, context.locale),
  };
}

const LONGEST_NAME = 40;

function parseGuest(said: string): Parsed<string | null> {
  const name = cleanText(said);
  return name.length <= LONGEST_NAME && hasContent(name)
    ? { ok: true, value: name }
    : { ok: false, reason: messages.guestTooLong };
}

/** Who comes along; nobody, unless it is changed on the review card. */
export const guestQuestion = {
  label: messages.guestLabel,
  names: ["同伴", "朋友", "guest"],
  personal: "name" as const,
  prompt: ({ locale }: SignUpContext) => ({ text: text(messages.guestPrompt, locale) }),
  parse: parseGuest,
  prefill: () => null,
};
