import type { Content, Intent, Row } from "../../src/engine/intent.ts";
import { engineMessages } from "../../src/engine/messages.ts";
import { plainText } from "../../src/engine/plain-text.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill } from "../../src/i18n/messages.ts";
import {
  actionBlocks,
  type Block,
  type ButtonElement,
  contextBlocks,
  imageBlock,
  sectionBlocks,
  titleBlocks,
} from "./blocks.ts";
import { type ButtonServices, button, optionButton } from "./buttons.ts";
import { withSlackCommands } from "./command-names.ts";
import { escapeText } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { cutText, splitText } from "./split.ts";

/** What encoding depends on besides the message. */
export interface EncodeServices extends ButtonServices {
  /** The words after a slash that the bot knows, such as "ask". */
  readonly commands: ReadonlySet<string>;
}

/** One message for Slack. */
export interface EncodedPart {
  /** Beside the blocks: for notifications and screen readers. Alone: everything. Escaped. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * An intent in its best form on Slack: blocks of plain text below the picture that goes with it, and buttons under
 * the last of as many messages as it takes. Pure. Throws when an action does not fit a token.
 */
export function encodeIntent(
  services: EncodeServices,
  given: Intent,
  locale: Locale,
  picture?: { readonly id: string; readonly label: string },
): readonly EncodedPart[] {
  const intent = withSlackCommands(given, services.commands);
  const buttons = buttonsOf(services, intent);
  const body: readonly Block[] = [
    ...(picture ? [imageBlock(picture)] : []),
    ...(intent.title === undefined ? [] : titleBlocks(intent.title)),
    ...sectionBlocks(intent.text),
    ...rowBlocks(intent.rows ?? [], locale),
    ...choiceBlocks(intent, locale),
    ...(intent.kind === "ask" && intent.hint !== undefined ? contextBlocks(intent.hint) : []),
    ...unlabelled(intent, buttons),
  ];
  const end = [
    ...actionBlocks(buttons),
    ...(intent.footnote === undefined ? [] : contextBlocks(intent.footnote)),
  ];
  return paged(body, end).map((blocks, index) => ({
    blocks,
    text:
      index === 0
        ? fallbackText(intent, locale)
        : escapeText(cutText(wordsOf(blocks), LIMITS.fallbackText)),
  }));
}

/** The same without blocks, for when Slack does not take them: every word, in as many messages as it takes. */
export function encodePlain(intent: Intent, locale: Locale): readonly EncodedPart[] {
  return splitText(plainText(intent, locale), LIMITS.fallbackText).map((part) => ({
    text: escapeText(part),
    blocks: [],
  }));
}

function fallbackText(intent: Intent, locale: Locale): string {
  return escapeText(cutText(plainText(intent, locale), LIMITS.fallbackText));
}

/** The blocks in messages of at most fifty; what belongs together at the end stays together. */
function paged(body: readonly Block[], end: readonly Block[]): readonly (readonly Block[])[] {
  const room = LIMITS.blocks - end.length;
  const pages: (readonly Block[])[] = [];
  let rest = body;
  while (rest.length > room) {
    pages.push(rest.slice(0, LIMITS.blocks));
    rest = rest.slice(LIMITS.blocks);
  }
  return [...pages, [...rest, ...end]];
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) =>
      "text" in block ? [block.text] : block.type === "context" ? block.elements : [],
    )
    .map(({ text }) => text)
    .join("\n\n");
}

function rowBlocks(rows: readonly Row[], locale: Locale): readonly Block[] {
  const colon = locale === "en" ? ": " : "：";
  return sectionBlocks(rows.map(({ label, value }) => `${label}${colon}${value}`).join("\n"));
}

/** Options are told by their buttons; a label that does not fit one, or an option without, is written out. */
function choiceBlocks(intent: Intent, locale: Locale): readonly Block[] {
  if (intent.kind !== "choose" || intent.options.length === 0) return [];
  const { options } = intent;
  const isTold =
    options.length <= optionRoom(intent) &&
    options.every(({ label }, index) => `${index + 1}. ${label}`.length <= LIMITS.buttonText);
  const list = options.map(({ label }, index) => `${index + 1}. ${label}`).join("\n");
  return [
    ...(isTold ? [] : sectionBlocks(list)),
    ...contextBlocks(fill(engineMessages.answerByNumber, locale, { count: options.length })),
  ];
}

/** Options give way to the buttons beside them, such as cancel. */
function optionRoom({ buttons = [] }: Content): number {
  return Math.max(0, LIMITS.elements - buttons.length);
}

function buttonsOf(services: ButtonServices, intent: Intent): readonly ButtonElement[] {
  const options =
    intent.kind === "choose"
      ? intent.options
          .slice(0, optionRoom(intent))
          .map((option, index) => optionButton(services, option, index))
      : [];
  const others = (intent.buttons ?? []).flatMap((one, index) => button(services, one, index) ?? []);
  return [...options, ...others].slice(0, LIMITS.elements);
}

/** What more buttons than Slack takes, or links it may not show, would have said. */
function unlabelled(intent: Intent, shown: readonly ButtonElement[]): readonly Block[] {
  const ids = new Set(shown.map(({ action_id }) => action_id));
  const left = (intent.buttons ?? []).flatMap(({ label, action }, index) => {
    if (ids.has(`button-${index + 1}`)) return [];
    return action.kind === "link" ? [] : [`[${label}]`];
  });
  return left.length === 0 ? [] : sectionBlocks(left.join("  "));
}
