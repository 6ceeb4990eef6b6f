import type { Content } from "../../src/engine/intent.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { deskMessages as messages } from "./messages.ts";
import { findPhone, parsePhone } from "./parse.ts";
import type { DeskServices } from "./services.ts";

/** A prompt of one fixed sentence. */
function prompt(entry: Localized): (context: { readonly locale: Locale }) => Content {
  return ({ locale }) => ({ text: text(entry, locale) });
}

/** How to reach the asker: in this chat unless they say otherwise. */
export const reachQuestion = {
  label: messages.reachLabel,
  names: ["联系", "回复方式", "reach", "contact"],
  prompt: prompt(messages.reachPrompt),
  options: () =>
    [
      { id: "chat", label: messages.reachChat, names: ["这里", "聊天", "私信", "chat", "here"] },
      { id: "phone", label: messages.reachPhone, names: ["电话", "打电话", "phone", "call"] },
    ] as const,
  prefill: () => "chat" as const,
};

/** The number to call; asked only after consent, and only when a call is wanted. */
export const phoneQuestion = {
  label: messages.phoneLabel,
  names: ["手机", "手机号", "号码", "phone", "number", "mobile"],
  personal: "phone" as const,
  prompt: prompt(messages.phonePrompt),
  parse: parsePhone,
  extract: findPhone,
};

/** Consent to hand the question on; given once per text version, and anew when things come to be kept longer. */
export function consentQuestion({ keptDays }: Pick<DeskServices, "keptDays">) {
  return {
    label: messages.consentLabel,
    plain: true,
    prompt: ({ locale }: { readonly locale: Locale }): Content => ({
      text: fill(messages.consentPrompt, locale, { days: keptDays }),
    }),
    options: () =>
      [
        {
          id: "agree",
          label: messages.consentAgree,
          names: ["好", "好的", "可以", "是", "同意的", "yes", "agree", "ok"],
        },
        { id: "decline", label: messages.consentDecline, names: ["不", "否", "no", "decline"] },
      ] as const,
  };
}

/** The last look before a ticket is opened. */
export const ticketReview = {
  prompt: ({ locale }: { readonly locale: Locale }): Content => ({
    title: text(messages.reviewTitle, locale),
    text: text(messages.reviewPrompt, locale),
  }),
  confirm: messages.confirm,
};
