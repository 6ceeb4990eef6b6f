import type { EventView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { text } from "../../src/i18n/messages.ts";
import { refusal } from "./choices.ts";
import { eventsMeant } from "./find.ts";
import { eventMessages as messages } from "./messages.ts";
import { MOST_QUESTIONS } from "./questions.ts";
import { reviewOf } from "./review.ts";
import type { EventServices } from "./services.ts";
import {
  asksPersonal,
  earlierRows,
  eventOf,
  isUnderWay,
  requestOf,
  type SignUpContext,
  sessionOf,
  signUpInput,
  usesEarlier,
} from "./sign-up-context.ts";
import { signUpBranches } from "./sign-up-end.ts";
import {
  consentQuestion,
  eventQuestion,
  guestQuestion,
  ownQuestions,
  reuseQuestion,
  sessionQuestion,
} from "./sign-up-steps.ts";

/** The purpose and text version people agree to before the first personal question of an event. */
const EVENT_CONSENT = { purpose: "event", textVersion: 1 } as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LIFE = {
  version: 1,
  surface: "private",
  idleMs: 30 * MINUTE,
  ttlMs: 3 * DAY,
  purposes: [EVENT_CONSENT.purpose],
} as const;

/** A seat at an event: which, what it asks, a last look, then a seat, a place in the queue or why neither. */
export function signUpFlow(services: EventServices): Flow {
  return flow("events.sign-up", LIFE)
    .input(signUpInput)
    .load("events", ({ input, now }) => candidates(services, input, now))
    .load("seats", ({ actor }) => services.mySeats(actor.person))
    .load("earlier", ({ input, now, actor }) =>
      earlierAnswers(services, { input, now, person: actor.person }),
    )
    .load("consented", async ({ actor }) =>
      services.hasConsent(actor, EVENT_CONSENT.purpose, EVENT_CONSENT.textVersion),
    )
    .when(
      ({ loaded }) => loaded.events.length > 0,
      (some) => some.choose("event", eventQuestion),
    )
    .when(
      (context) => !isUnderWay(context),
      (none) => none.say("refused", refused),
    )
    .when(
      (context) => isUnderWay(context),
      (open) =>
        open
          .choose("session", sessionQuestion)
          .choose("consent", consentQuestion(services))
          .when(
            ({ answers }) => answers.consent === "decline",
            (no) => no.say("declined", declined),
          )
          .when(
            ({ answers }) => answers.consent === "agree",
            (yes) =>
              yes
                .say("agreed", (context) => agreed(services, context))
                .when(
                  (context) => earlierRows(context).length > 0,
                  (known) => known.choose("reuse", reuseQuestion),
                )
                .askEach("q", MOST_QUESTIONS, ownQuestions(services))
                .when(
                  (context) => (eventOf(context)?.guests ?? 0) > 0,
                  (more) => more.askOptional("guest", guestQuestion),
                )
                .review("check", {
                  prompt: (context) =>
                    reviewOf(eventOf(context), sessionOf(context), {
                      locale: context.locale,
                      isReused: usesEarlier(context),
                    }),
                  confirm: messages.confirm,
                })
                .effect("sign-up", {
                  key: ({ run }) => `event.signup:${run}`,
                  perform: (transaction, context) =>
                    services.signUp(transaction, requestOf(context)),
                })
                .match("sign-up", signUpBranches(services)),
          ),
    )
    .build();
}

/** The event named, or those a sentence may mean; one named that is not on the list may be over or closed. */
async function candidates(
  services: EventServices,
  { code, words }: SignUpContext["input"],
  now: number,
): Promise<readonly EventView[]> {
  if (code !== null) {
    const event = await services.viewEvent(code);
    return event && event.state !== "draft" ? [event] : [];
  }
  const events = await services.listEvents();
  return words === null ? events : eventsMeant(words, events, now);
}

async function earlierAnswers(
  services: EventServices,
  who: Pick<SignUpContext, "input"> & { readonly now: number; readonly person: string },
): Promise<SignUpContext["loaded"]["earlier"]> {
  const events = await candidates(services, who.input, who.now);
  const found = events.map(
    async ({ code }) => [code, await services.earlierAnswers(who.person, code)] as const,
  );
  return Object.fromEntries(await Promise.all(found));
}

function refused(context: SignUpContext): readonly Act[] {
  const content = refusal(eventOf(context), context.loaded.seats, context.locale);
  return [{ kind: "say", content }];
}

function declined({ locale }: SignUpContext): readonly Act[] {
  return [{ kind: "say", content: { text: text(messages.declined, locale) } }];
}

function agreed({ keptDays }: EventServices, context: SignUpContext): readonly Act[] {
  const isNew = !context.loaded.consented && asksPersonal(context);
  return isNew ? [{ kind: "consent", ...EVENT_CONSENT, keptDays }] : [];
}
