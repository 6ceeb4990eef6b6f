import type { Parsed } from "../../src/engine/flow.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { statusMessages as messages } from "./messages.ts";
import type { PrepareResult, StatusServices } from "./services.ts";

interface InLanguage {
  readonly locale: Locale;
}

interface Consenting extends InLanguage {
  readonly input: { readonly number: string | null };
  /** The number may be among them, told before anybody asked for it. */
  readonly answers: object;
}

/** Consent to being checked; given once per text version. */
export const consentQuestion = {
  label: messages.consentLabel,
  plain: true,
  prompt: ({ locale, input, answers }: Consenting) => ({
    text: [
      ...(input.number !== null || "number" in answers ? [text(messages.numberKept, locale)] : []),
      text(messages.consentPrompt, locale),
    ].join("\n\n"),
  }),
  options: () =>
    [
      {
        id: "agree",
        label: messages.consentAgree,
        names: ["好", "好的", "可以", "是", "yes", "agree", "ok"],
      },
      { id: "decline", label: messages.consentDecline, names: ["不", "否", "no", "decline"] },
    ] as const,
};

/** The number of the application, unless it was given with the command. */
export function numberQuestion(services: StatusServices) {
  return {
    label: messages.numberLabel,
    personal: "words" as const,
    onPage: () => true,
    prompt: ({ locale }: InLanguage) => ({ text: text(messages.numberPrompt, locale) }),
    parse: (typed: string) => parsed(services.caseNumber(typed), messages.numberInvalid),
    extract: (said: string) => services.volunteeredNumber(said),
    early: true,
    prefill: ({ input: { number } }: { readonly input: { readonly number: string | null } }) =>
      number === null ? undefined : services.caseNumber(number),
  };
}

/** The end of the phone on the application. */
export function tailQuestion(services: StatusServices) {
  return {
    label: messages.tailLabel,
    personal: "phone" as const,
    prompt: ({ locale }: InLanguage) => ({ text: text(messages.tailPrompt, locale) }),
    parse: (typed: string) => parsed(services.phoneTail(typed), messages.tailInvalid),
  };
}

/** The code that only the applicant was given. */
export const codeQuestion = {
  label: messages.codeLabel,
  personal: "words" as const,
  onPage: () => true,
  prompt: ({ results, locale }: InLanguage & { readonly results: Prepared }) => {
    const { prepare } = results;
    if (prepare.kind === "wait") return { text: "" };
    const { shown, sends } = prepare;
    return { text: fill(sends ? messages.sentPrompt : messages.codePrompt, locale, { shown }) };
  },
  parse: (typed: string) => parsed(codeOf(typed, /^(?:[A-Z0-9]{8}|\d{6})$/), messages.codeInvalid),
};

interface Prepared {
  readonly prepare: PrepareResult;
}

/** The code that an applicant shows at the desk. */
export const shownQuestion = {
  label: messages.shownLabel,
  prompt: ({ locale }: InLanguage) => ({ text: text(messages.shownPrompt, locale) }),
  parse: (typed: string) => parsed(codeOf(typed, /^[A-Z0-9]{6}$/), messages.shownInvalid),
};

function codeOf(typed: string, form: RegExp): string | undefined {
  const code = typed.normalize("NFKC").replace(/[\s-]/gu, "").toUpperCase();
  return form.test(code) ? code : undefined;
}

function parsed(value: string | undefined, reason: Localized): Parsed<string> {
  return value === undefined ? { ok: false, reason } : { ok: true, value };
}
