import type { Capabilities } from "../../src/engine/adapter.ts";
import type { SpaceKind } from "../../src/engine/terms.ts";

/** The longest message the playground takes, in UTF-16 units. */
export const MAX_TEXT_CHARS = 20_000;

const EVERYWHERE = {
  buttons: { max: 20, perRow: 4, labelChars: 60 },
  edit: true,
  reply: true,
  threads: false,
  maxTextChars: MAX_TEXT_CHARS,
} as const;

/** What the playground can do; in a direct chat there is nobody to hide a message from. */
export const CAPABILITIES: Readonly<Record<SpaceKind, Capabilities>> = {
  direct: { ...EVERYWHERE, onlyYou: false },
  group: { ...EVERYWHERE, onlyYou: true },
  channel: { ...EVERYWHERE, onlyYou: true },
};
