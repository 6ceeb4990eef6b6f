import type { Act, Parsed } from "../../src/engine/flow.ts";
import { cleanText } from "../../src/engine/normalize.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";

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

/** Words of at most so many characters. */
export function wordsOf(given: string, most: number): Parsed<string> {
  const words = cleanText(given).trim();
  if (words === "") return { ok: false, reason: messages.emptyText };
  if (words.length <= most) return { ok: true, value: words };
  const { zh, en } = messages.longText;
  return { ok: false, reason: { zh: zh({ most }), en: en({ most }) } };
}
