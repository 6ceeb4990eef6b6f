import type { Act, Parsed } from "../../src/engine/flow.ts";
import { cleanText } from "../../src/engine/normalize.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { type Template, text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";
import { writeMessages } from "./write-messages.ts";

const MINUTE = 60_000;

/** How flows for staff live: in the direct chat, half an hour without a word. */
export const STAFF_FLOW = {
  version: 1,
  surface: "private",
  idleMs: 30 * MINUTE,
  ttlMs: 24 * 60 * MINUTE,
} as const;

/** The branch for whoever is not staff: a word for their eyes only. */
export const notStaff = {
  to: "end",
  acts: (_result: unknown, { locale }: { readonly locale: Locale }): readonly Act[] => [
    { kind: "remark", text: text(messages.staffOnly, locale) },
  ],
} as const;

/** Something said where the run is. */
export function say(words: string): Act {
  return { kind: "say", content: { text: words } };
}

/** A passing word for whoever tapped. */
export function remark(words: string): Act {
  return { kind: "remark", text: words };
}

/** Words of at most so many characters, as platforms count them: an emoji is two or more. */
export function wordsOf(given: string, most: number): Parsed<string> {
  const words = cleanText(given).trim();
  if (words === "") return { ok: false, reason: writeMessages.emptyText };
  if (words.length <= most) return { ok: true, value: words };
  return { ok: false, reason: both(writeMessages.longText, { most, length: words.length }) };
}

const HAN = /\p{Script=Han}/u;
const MOST_TITLE = 120;
const MOST_BODY = 3_000;

/** A question for a title or a text in one of the languages. */
export function wordsIn(
  language: "zh" | "en",
  kind: "title" | "body" | "note",
  { label, prompt }: { readonly label: Localized; readonly prompt: Localized },
) {
  const most = kind === "title" ? MOST_TITLE : MOST_BODY;
  return {
    label,
    prose: true,
    prompt: ({ locale }: { readonly locale: Locale }) => ({ text: text(prompt, locale) }),
    parse: (given: string): Parsed<string> => {
      const parsed = wordsOf(given, most);
      if (!parsed.ok) return parsed;
      if (language === "zh" && !HAN.test(parsed.value)) {
        return { ok: false, reason: writeMessages.needsChinese };
      }
      if (language === "en" && !/[A-Za-z]{2}/.test(parsed.value)) {
        return { ok: false, reason: writeMessages.needsEnglish };
      }
      return parsed;
    },
  };
}

/** A sentence with its gaps filled, in both languages. */
export function both<Parameters>(
  { zh, en }: Template<Parameters>,
  parameters: Parameters,
): Localized {
  return { zh: zh(parameters), en: en(parameters) };
}
