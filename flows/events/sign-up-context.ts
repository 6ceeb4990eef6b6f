import { z } from "zod";
import type { EventView, SeatView, SessionView } from "../../src/domain/events/views.ts";
import type { SignUpRequest } from "../../src/domain/events/work.ts";
import type { Actor } from "../../src/engine/turn.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { openSessions } from "./choices.ts";
import { answersByKey, type KeyedAnswer, shownValue } from "./questions.ts";

/** What a sign-up is started with. */
export const signUpInput = z.object({
  code: z.string().nullable(),
  /** The session, when a button named it. */
  session: z.string().nullable(),
  /** What was typed instead of a code. */
  words: z.string().nullable(),
});

/** What the steps of a sign-up may look at. */
export interface SignUpContext {
  readonly input: z.infer<typeof signUpInput>;
  readonly answers: {
    readonly event?: string;
    readonly session?: string;
    readonly consent?: string;
    readonly reuse?: string;
    readonly guest?: string | null;
  };
  readonly loaded: {
    readonly events: readonly EventView[];
    readonly seats: readonly SeatView[];
    readonly earlier: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly consented: boolean;
  };
  readonly locale: Locale;
  readonly actor: Actor;
  readonly run: string;
}

/** The event this sign-up is about. */
export function eventOf({
  answers,
  loaded: { events },
}: Pick<SignUpContext, "answers" | "loaded">): EventView | undefined {
  return events.find(({ code }) => code.toLowerCase() === answers.event);
}

/** Sessions of the event that take this person now. */
export function sessionsOf(context: SignUpContext): readonly SessionView[] {
  const event = eventOf(context);
  return event ? openSessions(event, context.loaded.seats) : [];
}

/**
 * Whether there is something to sign up for. Once a session is chosen it stays: should it close meanwhile, the
 * last step says so.
 */
export function isUnderWay(context: SignUpContext): boolean {
  return context.answers.session !== undefined || sessionsOf(context).length > 0;
}

/** The session chosen. */
export function sessionOf(context: SignUpContext): SessionView | undefined {
  return eventOf(context)?.sessions.find(({ id }) => id === context.answers.session);
}

/** The event's title in the person's language. */
export function titleIn(context: SignUpContext): string {
  const event = eventOf(context);
  return event ? localize(event.title, context.locale) : "";
}

/** Whether an answer would tell who the person is or how to reach them. */
export function asksPersonal(context: SignUpContext): boolean {
  const event = eventOf(context);
  if (!event) return false;
  return (
    event.guests > 0 || event.questions.some(({ personal, type }) => personal || type === "phone")
  );
}

function earlierOf(context: SignUpContext): Readonly<Record<string, string>> {
  const event = eventOf(context);
  return (event && context.loaded.earlier[event.code]) ?? {};
}

/** What the person answered before, as they will recognise it. */
export function earlierRows(context: SignUpContext) {
  const [event, earlier] = [eventOf(context), earlierOf(context)];
  return (event?.questions ?? []).flatMap((question) => {
    const value = earlier[question.key];
    if (value === undefined) return [];
    const { locale } = context;
    return [
      { label: localize(question.label, locale), value: shownValue(question, value, locale) },
    ];
  });
}

/** Whether answers of an earlier sign-up stand on the review card. */
export function usesEarlier(context: SignUpContext): boolean {
  return context.answers.reuse === "use" && earlierRows(context).length > 0;
}

/** What was said at an earlier event, once the person wants to use it; what nobody must answer is then left out. */
export function knownAnswer(place: number, context: SignUpContext): KeyedAnswer | null | undefined {
  const question = eventOf(context)?.questions[place];
  if (!question || context.answers.reuse !== "use") return undefined;
  const value = earlierOf(context)[question.key];
  if (value !== undefined) return { key: question.key, value };
  return question.required ? undefined : null;
}

/** The wish for a seat, as it was confirmed. */
export function requestOf(context: SignUpContext): SignUpRequest {
  const { answers, actor, locale } = context;
  return {
    person: actor.person,
    name: actor.name,
    locale,
    code: eventOf(context)?.code ?? "",
    session: context.answers.session,
    answers: answersByKey(answers),
    guest: answers.guest ?? undefined,
  };
}
