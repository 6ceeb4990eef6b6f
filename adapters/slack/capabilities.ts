import type { Capabilities } from "../../src/engine/adapter.ts";
import type { SpaceKind } from "../../src/engine/terms.ts";
import { LIMITS } from "./limits.ts";

/** Buttons of one message; a phone shows about five in a row, Slack wraps them by itself. */
const BUTTONS = { max: LIMITS.elements, perRow: 5, labelChars: LIMITS.buttonText } as const;

/** Slack cuts a message's text above this many characters (chat.postMessage, "Truncating content"). */
const EVERYWHERE = {
  buttons: BUTTONS,
  edit: true,
  reply: true,
  threads: true,
  maxTextChars: 40_000,
} as const;

/** What Slack can do in each kind of chat; in a direct chat there is nobody to hide a hint from. */
export const CAPABILITIES: Readonly<Record<SpaceKind, Capabilities>> = {
  direct: { ...EVERYWHERE, onlyYou: false },
  group: { ...EVERYWHERE, onlyYou: true },
  channel: { ...EVERYWHERE, onlyYou: true },
};
