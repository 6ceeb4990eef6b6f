import type { EncodedPart } from "./encode.ts";

/** A part's words and buttons as the Bot API client takes them; links are never shown as a preview. */
export function wordsOf({ text, entities }: EncodedPart) {
  return {
    text,
    entities: entities.map((entity) => ({ ...entity })),
    link_preview_options: { is_disabled: true },
  };
}

/** The buttons under a part. */
export function inlineKeyboardOf({ reply_markup }: EncodedPart) {
  if (!reply_markup || !("inline_keyboard" in reply_markup)) return undefined;
  const rows = reply_markup.inline_keyboard;
  return { inline_keyboard: rows.map((row) => row.map((button) => ({ ...button }))) };
}

/** The buttons under a part, or its prompt to reply. */
export function markupOf(part: EncodedPart) {
  const { reply_markup } = part;
  if (reply_markup && "force_reply" in reply_markup) return { ...reply_markup };
  return inlineKeyboardOf(part);
}

/** A message's number; undefined for what is no message, such as an alert. */
export function messageNumber(id: string | undefined): number | undefined {
  return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}
