import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { EffectResult } from "../../src/engine/command.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { foldLabel } from "../../src/engine/normalize.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { accountMessages as messages } from "./messages.ts";

/** What the account flows ask of the service. */
export interface AccountServices {
  setLocale(
    transaction: Transaction,
    person: string,
    locale: Locale,
  ): Promise<EffectResult & { kind: "set" }>;
}

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "public", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** What the bot can do, in one message. */
function helpFlow(): Flow {
  return flow("account.help", SHORT)
    .say("help", ({ locale }) => [
      {
        kind: "say",
        form: "card",
        content: {
          title: text(messages.helpTitle, locale),
          text: text(messages.helpText, locale),
          footnote: text(messages.helpFootnote, locale),
        },
      },
    ])
    .build();
}

/** The language a person wants to be answered in. */
function languageFlow(services: AccountServices): Flow {
  return flow("account.language", SHORT)
    .input(z.object({ language: z.enum(["zh", "en"]).nullable() }))
    .choose("language", {
      label: messages.languageLabel,
      prompt: ({ locale }) => ({ text: text(messages.languagePrompt, locale) }),
      options: () => [
        { id: "zh", label: messages.languageChinese, names: ["中文", "zh", "chinese", "汉语"] },
        { id: "en", label: messages.languageEnglish, names: ["英文", "英语", "en", "english"] },
      ],
      prefill: ({ input }) => input.language ?? undefined,
    })
    .effect("set", {
      key: ({ run }) => `account.language:${run}`,
      perform: (transaction, { actor, answers }) =>
        services.setLocale(transaction, actor.person, localeOf(answers.language)),
    })
    .match("set", {
      set: {
        to: "end",
        acts: (_result, { answers }) => [
          { kind: "locale", locale: localeOf(answers.language) },
          {
            kind: "say",
            content: { text: text(messages.languageSet, localeOf(answers.language)) },
          },
        ],
      },
    })
    .build();
}

function localeOf(language: "zh" | "en"): Locale {
  return language === "en" ? "en" : "zh-CN";
}

/** The flows about the person's own use of the bot. */
export function accountFlows(services: AccountServices): readonly Flow[] {
  return [helpFlow(), languageFlow(services)];
}

const LANGUAGES: Readonly<Record<string, "zh" | "en">> = {
  zh: "zh",
  中文: "zh",
  chinese: "zh",
  "zh-cn": "zh",
  en: "en",
  英文: "en",
  英语: "en",
  english: "en",
};

/** 帮助 / /help and 语言 / /language. */
export const accountCommands: readonly CommandDefinition[] = [
  { name: "help", words: ["帮助", "help", "start"], flow: "account.help", input: () => null },
  {
    name: "language",
    words: ["语言", "language", "lang"],
    flow: "account.language",
    input: (args) => ({ language: LANGUAGES[foldLabel(args)] ?? null }),
  },
];

/** What the bot says when it joins a group. */
export function greeting(locale: Locale): Content {
  return { text: text(messages.greeting, locale) };
}
