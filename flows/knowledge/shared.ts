import type { Act } from "../../src/engine/flow.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { knowledgeFlowMessages as messages } from "./messages.ts";
import type { Refused } from "./services.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How all flows for staff live: in the direct chat, half an hour without a word. */
export const STAFF_FLOW = {
  version: 1,
  surface: "private",
  idleMs: 30 * MINUTE,
  ttlMs: DAY,
} as const;

interface Spoken {
  readonly locale: Locale;
}

/** The branch for whoever is not staff: a word for their eyes only. */
export const notStaff = {
  to: "end",
  acts: (_result: unknown, { locale }: Spoken): readonly Act[] => [
    { kind: "remark", text: text(messages.staffOnly, locale) },
  ],
} as const;

const REASONS = {
  rules: messages.refusedRules,
  repeated: messages.refusedRepeated,
  personal: messages.refusedPersonal,
  figures: messages.refusedFigures,
  expired: messages.refusedExpired,
  moved_on: messages.refusedMovedOn,
  gone: messages.refusedGone,
} as const satisfies Record<Refused["why"], Localized>;

/** The branch for an edit that was not made: why. */
export const refused = {
  to: "end",
  acts: ({ why }: Refused, { locale }: Spoken): readonly Act[] => [say(REASONS[why], locale)],
} as const;

export function say(entry: Localized, locale: Locale): Act {
  return { kind: "say", content: { text: text(entry, locale) } };
}
