import type { Act } from "../../src/engine/flow.ts";
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
