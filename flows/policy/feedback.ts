import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Destination } from "../../src/engine/command.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import type { Button } from "../../src/engine/intent.ts";
import { cleanText, hasContent } from "../../src/engine/normalize.ts";
import type { Address, SpaceKind } from "../../src/engine/terms.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { policyMessages as messages } from "./messages.ts";
import { FEEDBACK_REASONS, type PolicyServices } from "./services.ts";

const MINUTE = 60_000;

const ratingInput = z.object({
  question: z.string(),
  verdict: z.enum(["up", "down"]),
  reason: z.enum(FEEDBACK_REASONS).nullable(),
});

const REASON_LABELS = {
  wrong: messages.reasonWrong,
  incomplete: messages.reasonIncomplete,
  outdated: messages.reasonOutdated,
  missed: messages.reasonMissed,
} as const;

/** The thumbs under an answer. */
export function ratingButtons(question: string, locale: Locale): readonly Button[] {
  return [
    openButton(text(messages.helpful, locale), "rate", `${question}-up`),
    openButton(text(messages.unhelpful, locale), "rate", `${question}-down`),
  ];
}

/** A thumb under an answer, from whoever could read it; down asks why, by buttons that only they see. */
export function ratingFlow(services: PolicyServices): Flow {
  return flow("policy.rating", {
    version: 1,
    surface: "public",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(ratingInput)
    .effect("rate", {
      key: ({ run }) => `policy.rating:${run}`,
      perform: (transaction, { input, actor }) =>
        services.rate(transaction, {
          question: input.question,
          person: actor.person,
          verdict: input.verdict,
          reason: input.reason,
          words: null,
        }),
    })
    .match("rate", {
      rated: {
        to: "end",
        acts: ({ locale }, context) => {
          const { verdict, reason, question } = context.input;
          if (verdict === "up") return [remark(messages.thanks, locale)];
          if (reason !== null) return [remark(messages.noted, locale)];
          return [askWhy(question, { ...context, locale })];
        },
      },
      gone: { to: "end", acts: (_result, { locale }) => [remark(messages.ratingGone, locale)] },
    })
    .build();
}

function remark(entry: Parameters<typeof text>[0], locale: Locale): Act {
  return { kind: "remark", text: text(entry, locale) };
}

interface Place {
  readonly at: Address;
  readonly space: SpaceKind;
  readonly actor: { readonly person: string };
  readonly locale: Locale;
}

/** The thumb counts already: this only asks what it was about. */
function askWhy(question: string, { at, space, actor, locale }: Place): Act {
  const to: Destination =
    space === "direct" ? { kind: "space", at } : { kind: "onlyYou", at, person: actor.person };
  return {
    kind: "tell",
    to,
    locale,
    content: {
      text: text(messages.whyPrompt, locale),
      buttons: [
        ...FEEDBACK_REASONS.map((reason) =>
          openButton(text(REASON_LABELS[reason], locale), "rate", `${question}-${reason}`),
        ),
        openButton(text(messages.inWords, locale), "rate-words", question),
      ],
    },
  };
}

/** What was wrong, in the person's own words and in private. */
export function ratingWordsFlow(services: PolicyServices): Flow {
  return flow("policy.words", {
    version: 1,
    surface: "private",
    idleMs: 30 * MINUTE,
    ttlMs: 24 * 60 * MINUTE,
  })
    .input(z.object({ question: z.string() }))
    .ask("words", {
      label: messages.wordsLabel,
      personal: "words",
      prompt: ({ locale }) => ({ text: text(messages.wordsPrompt, locale) }),
      parse: parseWords,
    })
    .effect("rate", {
      key: ({ run }) => `policy.words:${run}`,
      perform: (transaction, { input, actor, answers }) =>
        services.rate(transaction, {
          question: input.question,
          person: actor.person,
          verdict: "down",
          reason: null,
          words: answers.words,
        }),
    })
    .match("rate", {
      rated: { to: "end", acts: (_result, { locale }) => [remark(messages.noted, locale)] },
      gone: { to: "end", acts: (_result, { locale }) => [remark(messages.ratingGone, locale)] },
    })
    .build();
}

function parseWords(said: string): Parsed<string> {
  const words = cleanText(said);
  return words.length >= 2 && words.length <= 500 && hasContent(words)
    ? { ok: true, value: words }
    : { ok: false, reason: messages.wordsLength };
}

const RATING = /^([a-z0-9]+-[a-z0-9]+(?:-\d{1,2})?)-(up|down|wrong|incomplete|outdated|missed)$/;
const QUESTION = /^[a-z0-9]+-[a-z0-9]+(?:-\d{1,2})?$/;

/** Buttons only: nobody types a rating. */
export const ratingCommands: readonly CommandDefinition[] = [
  { name: "rate", words: [], flow: "policy.rating", input: ratingOf },
  {
    name: "rate-words",
    words: [],
    flow: "policy.words",
    input: (args) => (QUESTION.test(args) ? { question: args } : undefined),
  },
];

function ratingOf(args: string) {
  const [, question, said] = RATING.exec(args) ?? [];
  if (question === undefined || said === undefined) return undefined;
  if (said === "up" || said === "down") return { question, verdict: said, reason: null };
  return { question, verdict: "down", reason: said };
}
