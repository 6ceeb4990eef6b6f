import type { Capabilities } from "../../src/engine/adapter.ts";
import type { SpaceKind } from "../../src/engine/terms.ts";

/** The longest message in UTF-16 units (Bot API, sendMessage: 1-4096 characters after entities parsing). */
const MAX_TEXT_CHARS = 4096;

/** The longest text of the alert that answers a tap (Bot API, answerCallbackQuery: 0-200 characters). */
export const MAX_ALERT_CHARS = 200;

/** The most bytes in a button (Bot API, InlineKeyboardButton.callback_data: 1-64 bytes). */
export const MAX_CALLBACK_BYTES = 64;

/**
 * Telegram takes up to a hundred buttons; a list of more than 24 is read as text sooner than tapped. A phone
 * shows about 36 half-width characters in one row.
 */
const EVERYWHERE = {
  buttons: { max: 24, perRow: 3, labelChars: 40 },
  edit: true,
  reply: true,
  maxTextChars: MAX_TEXT_CHARS,
} as const;

/** What Telegram can do in each kind of chat. Only a group has members to hide a hint from, and topics. */
export const CAPABILITIES: Readonly<Record<SpaceKind, Capabilities>> = {
  direct: { ...EVERYWHERE, onlyYou: false, threads: false },
  group: { ...EVERYWHERE, onlyYou: true, threads: true },
  channel: { ...EVERYWHERE, onlyYou: false, threads: false },
};
