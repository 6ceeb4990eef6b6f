import { z } from "zod";
import type { DoorResult } from "../../src/domain/events/results.ts";
import type { EventView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow, Parsed } from "../../src/engine/flow.ts";
import { formatMoment } from "../../src/i18n/dates.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { eventOptions } from "./choices.ts";
import { eventMessages } from "./messages.ts";
import { PRIVATE, say } from "./seat.ts";
import { seatMessages as messages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";
import { otherEventsButton, stateName } from "./wording.ts";

const codeInput = z.object({ code: z.string().nullable() });

/** The event named, else all that are coming. */
async function eventsFor(
  services: EventServices,
  code: string | null,
): Promise<readonly EventView[]> {
  if (code === null) return services.listEvents();
  const event = await services.viewEvent(code);
  return event && event.state !== "draft" ? [event] : [];
}

interface Asked {
  readonly loaded: { readonly events: readonly EventView[] };
  readonly answers: { readonly event?: string };
  readonly locale: Locale;
}

function eventOf({ loaded, answers }: Asked): EventView | undefined {
  return loaded.events.find(({ code }) => code.toLowerCase() === answers.event);
}

function eventQuestion(prompt: Localized) {
  return {
    label: eventMessages.eventLabel,
    plain: true,
    prompt: ({ locale }: Asked) => ({ text: text(prompt, locale) }),
    options: ({ loaded }: Asked) => eventOptions(loaded.events),
    prefill: ({ loaded: { events } }: Asked) =>
      events.length === 1 ? events[0]?.code.toLowerCase() : undefined,
  };
}

function noEvent({ locale }: { readonly locale: Locale }): readonly Act[] {
  const words = { text: text(eventMessages.notFound, locale) };
  return say({ ...words, buttons: [otherEventsButton(locale)] });
}

/** 提醒我: when sign-up opens, else before it begins. */
export function remindFlow(services: EventServices): Flow {
  return flow("events.remind", PRIVATE)
    .input(codeInput)
    .load("events", ({ input }) => eventsFor(services, input.code))
    .when(
      ({ loaded, answers }) => loaded.events.length === 0 && !("event" in answers),
      (none) => none.say("none", noEvent),
    )
    .when(
      ({ loaded, answers }) => loaded.events.length > 0 || "event" in answers,
      (some) =>
        some
          .choose("event", eventQuestion(messages.whichRemind))
          .effect("remind", {
            key: ({ run }) => `event.remind:${run}`,
            perform: (transaction, context) =>
              services.remindMe(transaction, context.actor.person, eventOf(context)?.code ?? ""),
          })
          .match("remind", {
            will_remind: {
              to: "end",
              acts: ({ about, at }, context) => {
                const { locale } = context;
                const moment = formatMoment(at, eventOf(context)?.zone ?? "UTC", locale);
                const words =
                  about === "opens" ? messages.willRemindOpens : messages.willRemindStarts;
                return say({ text: fill(words, locale, { at: moment }) });
              },
            },
            too_late: {
              to: "end",
              acts: (_result, { locale }) => say({ text: text(messages.tooLateToRemind, locale) }),
            },
            not_found: { to: "end", acts: (_result, context) => noEvent(context) },
          }),
    )
    .build();
}

const DIGITS = /^\d{6}$/;

/** The digits on the screen at the entrance, however they were typed. */
function parseDigits(said: string): Parsed<string> {
  const digits = said.normalize("NFKC").replace(/[\s-]/g, "");
  if (DIGITS.test(digits)) return { ok: true, value: digits };
  return { ok: false, reason: messages.badDigits, meant: /^\d+$/.test(digits) };
}

/** 签到: the person is on site and proves it by the digits on the screen there. */
export function checkInFlow(services: EventServices): Flow {
  return flow("events.check-in", PRIVATE)
    .input(codeInput)
    .load("events", async ({ input, actor }) => {
      if (input.code !== null) return eventsFor(services, input.code);
      const mine = new Set((await services.mySeats(actor.person)).map(({ code }) => code));
      const events = await services.listEvents();
      const own = events.filter(({ code }) => mine.has(code));
      return own.length > 0 ? own : events;
    })
    .when(
      ({ loaded, answers }) => loaded.events.length === 0 && !("event" in answers),
      (none) => none.say("none", noEvent),
    )
    .when(
      ({ loaded, answers }) => loaded.events.length > 0 || "event" in answers,
      (some) =>
        some
          .choose("event", eventQuestion(messages.whichCheckIn))
          .ask("digits", {
            label: messages.digitsLabel,
            prompt: ({ locale }) => ({ text: text(messages.digitsPrompt, locale) }),
            parse: parseDigits,
            extract: (said) => /(?:^|\s)(\d{6})$/.exec(said.normalize("NFKC").trim())?.[1],
          })
          .effect("check-in", {
            key: ({ run, turn }) => `event.checkin:${run}:${turn}`,
            perform: (transaction, context) =>
              services.checkInHere(
                transaction,
                context.actor.person,
                eventOf(context)?.code ?? "",
                context.answers.digits,
              ),
          })
          .match("check-in", {
            ...checkInBranches((context: Asked) => eventOf(context)?.zone),
            wrong_code: {
              to: "digits",
              acts: (_result, { locale }) => say({ text: text(messages.wrongCode, locale) }),
            },
          }),
    )
    .build();
}

/** What each way of presenting oneself at the door comes to. */
export function checkInBranches<Context>(zoneOf: (context: Context) => string | undefined) {
  type In = Context & { readonly locale: Locale };
  const ends = <Kind extends DoorResult["kind"]>(
    words: (result: Extract<DoorResult, { kind: Kind }>, context: In) => string,
  ) => ({
    to: "end" as const,
    acts: (result: Extract<DoorResult, { kind: Kind }>, context: In) =>
      say({ text: words(result, context) }),
  });
  const moment = (at: number, context: In) =>
    formatMoment(at, zoneOf(context) ?? "Asia/Shanghai", context.locale);
  return {
    checked_in: ends<"checked_in">((_result, { locale }) => text(messages.checkedIn, locale)),
    already_in: ends<"already_in">(({ at }, context) =>
      fill(messages.alreadyCheckedIn, context.locale, { at: moment(at, context) }),
    ),
    wrong_day: ends<"wrong_day">(({ startsAt, zone }, { locale }) =>
      fill(messages.wrongDay, locale, { when: formatMoment(startsAt, zone, locale) }),
    ),
    given_up: ends<"given_up">((_result, { locale }) => text(messages.givenUp, locale)),
    no_seat: ends<"no_seat">(({ state }, { locale }) =>
      fill(messages.noSeatYet, locale, { state: stateName(state, locale) }),
    ),
    cancelled: ends<"cancelled">((_result, { locale }) => text(messages.eventCancelled, locale)),
    not_found: ends<"not_found">((_result, { locale }) => text(messages.notSignedUp, locale)),
    not_staff: ends<"not_staff">((_result, { locale }) => text(messages.staffOnly, locale)),
  };
}

/** One of three taps on the day after, and a word more from those who did not like it. */
export function feedbackFlow(services: EventServices): Flow {
  return flow("events.feedback", PRIVATE)
    .input(
      z.object({ seat: z.string(), rating: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
    )
    .when(
      ({ input }) => input.rating === POOR,
      (poor) =>
        poor.askOptional("words", {
          label: messages.feedbackLabel,
          personal: "words",
          prompt: ({ locale }) => ({ text: text(messages.feedbackPrompt, locale) }),
          parse: (said): Parsed<string> =>
            said.length <= LONGEST
              ? { ok: true, value: said }
              : { ok: false, reason: eventMessages.badWords },
        }),
    )
    .effect("rate", {
      key: ({ run }) => `event.feedback:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.giveFeedback(
          transaction,
          actor.person,
          input.seat,
          input.rating,
          answers.words ?? undefined,
        ),
    })
    .match("rate", {
      kept: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "remark", text: text(messages.feedbackThanks, locale) },
        ],
      },
      not_there: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "remark", text: text(messages.feedbackNotThere, locale) },
        ],
      },
      not_found: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "remark", text: text(eventMessages.seatNotFound, locale) },
        ],
      },
    })
    .build();
}

/** The last of three: not so good. */
const POOR = 1;
const LONGEST = 500;
