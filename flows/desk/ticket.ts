import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import type { Address, Desk } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { deskName, deskOptions } from "./desk-options.ts";
import { deskMessages as messages } from "./messages.ts";
import { parseWords } from "./parse.ts";
import type { DeskServices, OpenResult, SourceQuestion, TicketRequest } from "./services.ts";
import { tellStaff } from "./tell-staff.ts";
import { consentQuestion, phoneQuestion, reachQuestion, ticketReview } from "./ticket-steps.ts";

/** The purpose and text version people agree to before a ticket leaves the chat. */
const TICKET_CONSENT = { purpose: "ticket", textVersion: 1 } as const;

const input = z.object({
  /** The question, when it was typed along with the command. */
  question: z.string().nullable(),
  /** The turn whose question this is about, when it came from a button under an answer. */
  source: z.string().nullable(),
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LIFE = {
  version: 1,
  surface: "private",
  idleMs: 30 * MINUTE,
  ttlMs: 7 * DAY,
  purposes: [TICKET_CONSENT.purpose],
} as const;

/** A question handed to a service desk: topic, question, how to reach me, consent, review, ticket. */
export function ticketFlow(services: DeskServices): Flow {
  return flow("desk.ticket", LIFE)
    .input(input)
    .load("source", async ({ input: { source }, actor }) =>
      source === null ? undefined : services.sourceQuestion(source, actor.person),
    )
    .load("consented", async ({ actor }) =>
      services.hasConsent(actor, TICKET_CONSENT.purpose, TICKET_CONSENT.textVersion),
    )
    .choose("topic", {
      label: messages.topicLabel,
      names: ["哪个窗口", "部门", "desk", "window", "topic"],
      extractable: true,
      prompt: ({ locale }) => ({ text: text(messages.topicPrompt, locale) }),
      options: () => deskOptions(services),
      prefill: ({ loaded, input: { question } }) =>
        loaded.source?.desk ?? suggestedDesk(services, loaded.source?.text ?? question),
    })
    .ask("question", {
      label: messages.questionLabel,
      names: ["内容", "question"],
      personal: "words",
      prompt: ({ locale }) => ({ text: text(messages.questionPrompt, locale) }),
      parse: parseWords,
      prefill: ({ loaded, input: { question } }) => wordsOf(loaded.source?.text ?? question),
    })
    .choose("reach", reachQuestion)
    .choose("consent", {
      ...consentQuestion(services),
      prefill: ({ loaded }) => (loaded.consented ? "agree" : undefined),
    })
    .when(
      ({ answers }) => answers.consent === "decline",
      (part) =>
        part.say("declined", ({ locale }) => [
          { kind: "say", content: { text: text(messages.declined, locale) } },
        ]),
    )
    .when(
      ({ answers }) => answers.consent === "agree",
      (part) =>
        part
          .say("agreed", () => [
            { kind: "consent", ...TICKET_CONSENT, keptDays: services.keptDays },
          ])
          .when(
            ({ answers }) => answers.reach === "phone",
            (call) => call.ask("phone", { ...phoneQuestion, dependsOn: ["reach"] }),
          )
          .review("check", ticketReview)
          .effect("open", {
            key: ({ run }) => `ticket.open:${run}`,
            onlyOwn: true,
            perform: (transaction, context): Promise<OpenResult> =>
              services.openTicket(transaction, ticketRequest(context)),
          })
          .match("open", {
            opened: { to: "end", acts: (result, context) => openedActs(services, result, context) },
            too_many: {
              to: "end",
              acts: ({ limit }, { locale }) => [
                { kind: "say", content: { text: fill(messages.tooMany, locale, { limit }) } },
              ],
            },
          }),
    )
    .build();
}

interface TicketContext {
  readonly input: z.infer<typeof input>;
  readonly answers: {
    readonly topic: Desk;
    readonly question: string;
    readonly phone?: string;
  };
  readonly loaded: { readonly source: SourceQuestion | undefined };
  readonly locale: Locale;
  readonly origin: Address;
  readonly actor: Actor;
}

/** A question that was changed on the way is no longer the one asked in public. */
function ticketRequest(context: TicketContext): TicketRequest {
  const { input, answers, loaded, origin, actor, locale } = context;
  const source = loaded.source?.text === answers.question ? loaded.source : undefined;
  return {
    person: actor.person,
    name: actor.name,
    locale,
    desk: answers.topic,
    suggested: loaded.source?.desk ?? null,
    question: answers.question,
    public: source?.public ?? false,
    at: source?.at ?? origin,
    messageId: source?.messageId ?? null,
    phone: answers.phone ?? null,
    source: input.source,
  };
}

function openedActs(
  services: DeskServices,
  { code, desk, recipients }: Extract<OpenResult, { kind: "opened" }>,
  { answers, actor, locale }: TicketContext,
): readonly Act[] {
  const opened = fill(messages.opened, locale, { code, desk: deskName(services, desk, locale) });
  return [
    { kind: "say", content: { text: opened } },
    ...tellStaff(services, messages.newTicketTitle, {
      code,
      desk,
      recipients,
      words: answers.question,
      name: actor.name,
      phone: answers.phone,
    }),
  ];
}

function wordsOf(question: string | null): string | undefined {
  const parsed = question === null ? undefined : parseWords(question);
  return parsed?.ok ? parsed.value : undefined;
}

function suggestedDesk(services: DeskServices, question: string | null): Desk | undefined {
  const words = wordsOf(question);
  return words === undefined ? undefined : services.suggestDesk(words);
}
