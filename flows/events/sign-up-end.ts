import type { SignUpResult } from "../../src/domain/events/results.ts";
import type { EventView } from "../../src/domain/events/views.ts";
import { type Act, openButton } from "../../src/engine/flow.ts";
import type { Button, Content } from "../../src/engine/intent.ts";
import { formatMoment } from "../../src/i18n/dates.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { alternativeButtons, refusal, remindButton } from "./choices.ts";
import { eventMessages as messages } from "./messages.ts";
import { passCard, passOfSeated } from "./pass.ts";
import type { EventServices } from "./services.ts";
import { eventOf, type SignUpContext, titleIn } from "./sign-up-context.ts";
import { otherEventsButton, placesLeft, sessionName, signUpButton, stateName } from "./wording.ts";

type ResultOf<Kind extends SignUpResult["kind"]> = Extract<SignUpResult, { kind: Kind }>;

/** What follows from each way signing up may end. */
export function signUpBranches(services: EventServices) {
  const ends = <Kind extends SignUpResult["kind"]>(
    content: (result: ResultOf<Kind>, context: SignUpContext) => Content,
  ) => ({
    to: "end" as const,
    acts: (result: ResultOf<Kind>, context: SignUpContext): readonly Act[] => [
      { kind: "say", form: "card", content: content(result, context) },
    ],
  });
  return {
    seated: ends<"seated">((result, context) => {
      const event = eventOf(context);
      if (!event) return refusal(undefined, [], context.locale);
      const facts = passOfSeated(event, result, context.answers.guest ?? undefined);
      return passCard(services, facts, context.locale);
    }),
    waiting: ends<"waiting">(waitingContent),
    requested: ends<"requested">((result, context) => ({
      text: fill(messages.requested, context.locale, { title: titleIn(context) }),
      buttons: [giveUpButton(result.seat, context.locale)],
    })),
    full: ends<"full">((result, context) => ({
      text: fill(messages.full, context.locale, { title: titleIn(context) }),
      buttons: [
        ...withEvent(context, (event) =>
          alternativeButtons(event, result.alternatives, context.locale),
        ),
        otherEventsButton(context.locale),
      ],
    })),
    not_yet_open: ends<"not_yet_open">(({ opensAt }, context) =>
      stateContent(context, [
        fill(messages.opensAt, context.locale, { at: momentIn(context, opensAt) }),
        withEvent(context, ({ code }) => [remindButton(code, context.locale)]),
      ]),
    ),
    closed: ends<"closed">((_result, context) =>
      stateContent(context, [text(messages.closed, context.locale), []]),
    ),
    cancelled: ends<"cancelled">((_result, context) =>
      stateContent(context, [text(messages.cancelled, context.locale), []]),
    ),
    already: ends<"already">(({ seat, state }, context) => {
      const { locale } = context;
      const words = { title: titleIn(context), state: stateName(state, locale) };
      return {
        text: fill(messages.alreadyIn, locale, words),
        buttons: [openButton(text(messages.showMine, locale), "seat", seat, "primary")],
      };
    }),
    elsewhere: ends<"elsewhere">(({ seat }, { locale }) => ({
      text: text(messages.elsewhere, locale),
      buttons: [openButton(text(messages.giveBack, locale), "withdraw", seat)],
    })),
    too_many_guests: ends<"too_many_guests">((_result, { locale }) => ({
      text: text(messages.tooManyGuests, locale),
    })),
    invalid_answers: ends<"invalid_answers">((_result, context) => ({
      text: text(messages.questionsChanged, context.locale),
      buttons: withEvent(context, ({ code }) => [
        signUpButton(code, context.locale, { label: text(messages.signUpAgain, context.locale) }),
      ]),
    })),
    not_found: ends<"not_found">((_result, { locale }) => refusal(undefined, [], locale)),
  };
}

/** The place in the queue, and which other groups of that day still have room. */
function waitingContent(
  { seat, session, place }: ResultOf<"waiting">,
  context: SignUpContext,
): Content {
  const { locale } = context;
  const event = eventOf(context);
  const here = event?.sessions.find(({ id }) => id === session);
  const free = (event?.sessions ?? []).filter(
    (each) =>
      each.id !== session &&
      each.occurrence === here?.occurrence &&
      each.openness === "open" &&
      placesLeft(each) > 0,
  );
  return {
    text: fill(messages.waiting, locale, { title: titleIn(context), place }),
    rows: free.map((each) => ({
      label: sessionName(each, event?.zone ?? "", locale),
      value: fill(messages.free, locale, { left: placesLeft(each) }),
    })),
    buttons: [giveUpButton(seat, locale)],
  };
}

function giveUpButton(seat: string, locale: Locale): Button {
  return openButton(text(messages.leaveQueue, locale), "seat-withdraw", seat);
}

function stateContent(
  context: SignUpContext,
  [state, buttons]: readonly [string, readonly Button[]],
): Content {
  const { locale } = context;
  return {
    text: fill(messages.stateNow, locale, { title: titleIn(context), state }),
    buttons: [...buttons, otherEventsButton(locale)],
  };
}

function withEvent(
  context: SignUpContext,
  make: (event: EventView) => readonly Button[],
): readonly Button[] {
  const event = eventOf(context);
  return event ? make(event) : [];
}

function momentIn(context: SignUpContext, at: number): string {
  return formatMoment(at, eventOf(context)?.zone ?? "Asia/Shanghai", context.locale);
}
