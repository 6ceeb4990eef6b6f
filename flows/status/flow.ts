import { z } from "zod";
import type { CaseView } from "../../src/domain/cases/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { showCase } from "./case-card.ts";
import { confirmFlow } from "./confirm.ts";
import { handInCommands, handInFlow, takeBackFlow } from "./hand-in.ts";
import { statusMessages as messages } from "./messages.ts";
import { getFileFlow, myFilesFlow, ownFileCommands } from "./my-files.ts";
import { codeQuestion, consentQuestion, numberQuestion, tailQuestion } from "./questions.ts";
import { remindFlow } from "./remind.ts";
import type { BindResult, StatusServices } from "./services.ts";
import { deskCodeFlow, muteFlow } from "./small-flows.ts";

/** The purpose and text version people agree to before the first question. */
const CONSENT = { purpose: "case_status", textVersion: 1 } as const;

const input = z.object({
  /** What was typed behind the command. */
  number: z.string().nullable(),
  /** It was typed where others can read it. */
  exposed: z.boolean(),
  /** Another case than those that are bound is wanted. */
  another: z.boolean(),
});

type Input = z.infer<typeof input>;

const MINUTE = 60_000;
const LIFE = { version: 2, surface: "private", idleMs: 15 * MINUTE, ttlMs: 120 * MINUTE } as const;

/** Where an application stands, told to whoever it belongs to and to nobody else. */
export function statusFlows(services: StatusServices): readonly Flow[] {
  return [
    statusFlow(services),
    muteFlow(services),
    remindFlow(services),
    deskCodeFlow(services),
    confirmFlow(services),
    handInFlow(services),
    takeBackFlow(services),
    myFilesFlow(services),
    getFileFlow(services),
  ];
}

function statusFlow(services: StatusServices): Flow {
  return flow("status.case", LIFE)
    .input(input)
    .load("mine", ({ actor }) => services.myCases(actor.person))
    .load("consented", async ({ actor }) =>
      services.hasConsent(actor, CONSENT.purpose, CONSENT.textVersion),
    )
    .say("exposed", ({ input, locale }) => (input.exposed ? [say(messages.pasted, locale)] : []))
    .when(
      ({ input, loaded }) => wanted(services, input, loaded.mine).length > 0,
      (part) =>
        part.say("shown", ({ input, loaded, locale }) =>
          wanted(services, input, loaded.mine).map((one) => showCase(one, locale, services.zone)),
        ),
    )
    .when(
      ({ input, loaded }) => wanted(services, input, loaded.mine).length === 0,
      (unknown) =>
        unknown
          .choose("consent", {
            ...consentQuestion,
            prefill: ({ loaded }) => (loaded.consented ? "agree" : undefined),
          })
          .when(
            ({ answers }) => answers.consent === "decline",
            (part) => part.say("declined", ({ locale }) => [say(messages.declined, locale)]),
          )
          .when(
            ({ answers }) => answers.consent === "agree",
            (part) =>
              part
                .say("agreed", () => [{ kind: "consent", ...CONSENT }])
                .ask("number", numberQuestion(services))
                .ask("tail", tailQuestion(services))
                .effect("prepare", {
                  key: ({ run }) => `case.prepare:${run}`,
                  perform: (transaction, context) =>
                    services.prepareProof(transaction, claimOf(context)),
                })
                .match("prepare", {
                  ready: { to: "next" },
                  wait: WAIT,
                })
                .ask("code", codeQuestion)
                .effect("bind", {
                  key: ({ run }) => `case.bind:${run}`,
                  perform: (transaction, context) =>
                    services.bindCase(transaction, {
                      ...claimOf(context),
                      code: context.answers.code,
                    }),
                })
                .match("bind", {
                  bound: {
                    to: "end",
                    acts: (result, { locale }) => boundActs(result, locale, services.zone),
                  },
                  refused: { to: "end", acts: (_result, { locale }) => [refusal(locale)] },
                  wait: WAIT,
                }),
          ),
    )
    .restartKeepingAnswers(1)
    .build();
}

interface Claiming {
  readonly actor: { readonly person: string };
  readonly origin: { readonly space: string };
  readonly answers: { readonly number: string; readonly tail: string };
}

/** Whose case it is said to be. */
function claimOf({ actor, origin, answers: { number, tail } }: Claiming) {
  return { person: actor.person, space: origin.space, number, tail };
}

/** The bound cases that are meant: all of them, or the one whose number was given. */
function wanted(
  services: StatusServices,
  { number, another }: Input,
  mine: readonly CaseView[],
): readonly CaseView[] {
  if (another) return [];
  if (number === null) return mine;
  const typed = services.caseNumber(number);
  return mine.filter((one) => one.number === typed);
}

function boundActs(
  { case: one }: Extract<BindResult, { kind: "bound" }>,
  locale: Locale,
  zone: string,
): readonly Act[] {
  return [say(messages.bound, locale), showCase(one, locale, zone)];
}

function say(entry: Localized, locale: Locale): Act {
  return { kind: "say", content: { text: text(entry, locale) } };
}

const WAIT = {
  to: "end" as const,
  acts: ({ minutes }: { minutes: number }, { locale }: { locale: Locale }) => [
    waiting(minutes, locale),
  ],
};

function waiting(minutes: number, locale: Locale): Act {
  return { kind: "say", content: { text: fill(messages.wait, locale, { minutes }) } };
}

function refusal(locale: Locale): Act {
  const again = openButton(text(messages.again, locale), "status", "new");
  return { kind: "say", content: { text: text(messages.refused, locale), buttons: [again] } };
}

/** 进度 / status and the buttons on cards; 绑定码 / bindcode for staff. */
export const statusCommands = (
  services: Pick<StatusServices, "requestedNumber">,
): readonly CommandDefinition[] => [
  {
    name: "status",
    words: ["进度", "查进度", "申请进度", "我的进度", "status"],
    flow: "status.case",
    // In a group the answer is a warning, and who wants to goes on by its button.
    meantBy: (sentence, { space }) =>
      space === "direct" && services.requestedNumber(sentence) !== undefined,
    input: (args, by, turn) => ({
      number: by === "button" || args === "" ? null : (services.requestedNumber(args) ?? args),
      exposed: by === "typed" && args !== "" && turn.space !== "direct",
      another: by === "button" && args === "new",
    }),
  },
  {
    name: "case-mute",
    words: [],
    flow: "status.mute",
    input: (args) => (CASE.test(args) ? { case: args, muted: true } : undefined),
  },
  {
    name: "case-unmute",
    words: [],
    flow: "status.mute",
    input: (args) => (CASE.test(args) ? { case: args, muted: false } : undefined),
  },
  {
    name: "case-remind",
    words: [],
    flow: "status.remind",
    input: (args) => (CASE.test(args) ? { case: args } : undefined),
  },
  ...handInCommands,
  ...ownFileCommands,
  {
    name: "confirmapplicant",
    words: ["确认本人", "confirmapplicant"],
    flow: "status.confirm",
    input: (args) => ({ shown: args === "" ? null : args }),
  },
  {
    name: "bindcode",
    words: ["绑定码", "bindcode"],
    flow: "status.code",
    input: (args) => ({ number: args === "" ? null : args }),
  },
];

const CASE = /^[a-z0-9]{14}$/;
