import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { foldLabel } from "../../src/engine/normalize.ts";
import type { SpaceKind } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { forgetFlow } from "./forget.ts";
import { linkAcceptFlow, linkFlow } from "./link.ts";
import { accountMessages as messages } from "./messages.ts";
import { mineFlow, quietFlow } from "./mine.ts";
import { exportFlow, privacyFlow } from "./privacy.ts";
import { revokeFlow } from "./revoke.ts";
import type { AccountServices } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "public", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** What the bot can do, in one message. */
function helpFlow(): Flow {
  return flow("account.help", SHORT)
    .say("help", ({ locale, actor, space }) => [
      {
        kind: "say",
        form: "card",
        content: {
          title: text(messages.helpTitle, locale),
          text: [
            text(messages.helpText, locale),
            ...(helpsStaff(actor, space) ? [text(messages.helpStaff, locale)] : []),
          ].join("\n\n"),
          footnote: text(messages.helpFootnote, locale),
        },
      },
    ])
    .build();
}

/** What only staff may do is told to them alone, and not in front of others. */
function helpsStaff({ role }: Actor, space: SpaceKind): boolean {
  return space === "direct" && role !== undefined && role !== "viewer";
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
  return [
    helpFlow(),
    languageFlow(services),
    mineFlow(services),
    quietFlow(services),
    privacyFlow(services),
    exportFlow(services),
    revokeFlow(services),
    forgetFlow(services),
    linkFlow(services),
    linkAcceptFlow(services),
  ];
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

/** 帮助 / /help, 语言 / /language, and the rights of a person over their data. */
export const accountCommands: readonly CommandDefinition[] = [
  { name: "help", words: ["帮助", "help", "start"], flow: "account.help", input: () => null },
  {
    name: "language",
    words: ["语言", "language", "lang"],
    flow: "account.language",
    input: (args) => ({ language: LANGUAGES[foldLabel(args)] ?? null }),
  },
  { name: "my", words: ["我的", "my"], flow: "account.mine", input: () => null },
  {
    name: "quiet",
    words: ["免打扰", "quiet"],
    flow: "account.quiet",
    input: (hours) => ({ hours: hours === "" ? null : hours }),
  },
  { name: "privacy", words: ["我的数据", "privacy"], flow: "account.privacy", input: () => null },
  {
    name: "export",
    words: ["导出我的数据", "export"],
    flow: "account.export",
    input: () => null,
  },
  { name: "revoke", words: ["撤回同意", "revoke"], flow: "account.revoke", input: () => null },
  {
    name: "link",
    words: ["绑定", "link"],
    flow: "account.link",
    input: (code) => ({ code: code === "" ? null : code }),
  },
  {
    name: "link-accept",
    words: [],
    flow: "account.link-accept",
    input: (link) => (link === "" ? undefined : { link }),
  },
  { name: "forget", words: ["删除我的数据", "forget"], flow: "account.forget", input: () => null },
];

/** What the bot says when it joins a group. */
export function greeting(locale: Locale): Content {
  return { text: text(messages.greeting, locale) };
}
