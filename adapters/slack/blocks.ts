import { LIMITS } from "./limits.ts";
import { cutText, splitText } from "./split.ts";

/**
 * A text nothing in which is read as markup, a mention or an emoji name: what people typed can neither ping
 * nor format (Block Kit, "Text object", plain_text with `emoji: false`).
 */
export interface PlainTextObject {
  readonly type: "plain_text";
  readonly text: string;
  readonly emoji: false;
}

/** A button that hands in a token, or leads out. */
export interface ButtonElement {
  readonly type: "button";
  /** Unique in its message. */
  readonly action_id: string;
  readonly text: PlainTextObject;
  readonly value?: string;
  readonly url?: string;
  readonly style?: "primary" | "danger";
}

/** The blocks a message of ours is made of. */
export type Block =
  | { readonly type: "header"; readonly text: PlainTextObject }
  | { readonly type: "section"; readonly text: PlainTextObject }
  | { readonly type: "context"; readonly elements: readonly PlainTextObject[] }
  | {
      readonly type: "image";
      readonly slack_file: { readonly id: string };
      readonly alt_text: string;
    }
  | { readonly type: "actions"; readonly elements: readonly ButtonElement[] };

/** A text as Slack shows it letter by letter. */
export function plain(text: string): PlainTextObject {
  return { type: "plain_text", text, emoji: false };
}

/** A title; one that is too long for a header stands as a paragraph. */
export function titleBlocks(title: string): readonly Block[] {
  return title.length <= LIMITS.headerText
    ? [{ type: "header", text: plain(title) }]
    : sectionBlocks(title);
}

/** Paragraphs, in as many sections as it takes. */
export function sectionBlocks(text: string): readonly Block[] {
  return splitText(text, LIMITS.sectionText).map((part) => ({
    type: "section",
    text: plain(part),
  }));
}

/** A picture that Slack has, shown in the message itself (Image block; Slack file object). */
export function imageBlock({ id, label }: { readonly id: string; readonly label: string }): Block {
  return { type: "image", slack_file: { id }, alt_text: cutText(label, LIMITS.altText) };
}

/** Small print. */
export function contextBlocks(text: string): readonly Block[] {
  return splitText(text, LIMITS.contextText).map((part) => ({
    type: "context",
    elements: [plain(part)],
  }));
}

/** Buttons, at most as many as one block takes. */
export function actionBlocks(buttons: readonly ButtonElement[]): readonly Block[] {
  const elements = buttons.slice(0, LIMITS.elements);
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

/** What a button says, cut to fit. */
export function buttonLabel(label: string): PlainTextObject {
  return plain(cutText(label.trim(), LIMITS.buttonText));
}
