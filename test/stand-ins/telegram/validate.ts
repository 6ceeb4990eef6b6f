import { z } from "zod";
import { badRequest } from "./api-error.ts";
import type { Button, Entity } from "./world.ts";

const chatId = z.int();
const entities = z.array(
  z.strictObject({
    type: z.enum(["bold", "italic", "blockquote", "code", "pre", "text_link"]),
    offset: z.int().nonnegative(),
    length: z.int().positive(),
  }),
);
const button = z.strictObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  style: z.enum(["primary", "danger", "success"]).optional(),
});
const markup = z.union([
  z.strictObject({ inline_keyboard: z.array(z.array(button)) }),
  z.strictObject({
    force_reply: z.literal(true),
    input_field_placeholder: z.string().min(1).max(64).optional(),
    selective: z.boolean().optional(),
  }),
]);
const preview = z.strictObject({ is_disabled: z.boolean() });
const reply = z.strictObject({
  message_id: z.int(),
  allow_sending_without_reply: z.boolean().optional(),
});
const scope = z.strictObject({ type: z.string() });

const caption = z.string().max(1024);
const upload = (mostBytes: number) =>
  z.strictObject({
    name: z.string().min(1),
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= mostBytes),
  });

/** What each method takes; a field it does not know is refused, as a misspelling would be nothing. */
export const PARAMETERS = {
  getMe: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
  setWebhook: z.strictObject({
    url: z.string(),
    secret_token: z
      .string()
      .regex(/^[\w-]{1,256}$/)
      .optional(),
    allowed_updates: z.array(z.string()).optional(),
    max_connections: z.int().min(1).max(100).optional(),
    drop_pending_updates: z.boolean().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).default(100),
    timeout: z.int().min(0).max(50).default(0),
    allowed_updates: z.array(z.string()).optional(),
  }),
  sendMessage: z.strictObject({
    chat_id: chatId,
    text: z.string(),
    message_thread_id: z.int().optional(),
    entities: entities.optional(),
    link_preview_options: preview.optional(),
    reply_parameters: reply.optional(),
    reply_markup: markup.optional(),
  }),
  sendPhoto: z.strictObject({
    chat_id: chatId,
    photo: z.union([upload(10_000_000), z.string().min(1)]),
    caption: caption.optional(),
    message_thread_id: z.int().optional(),
    reply_parameters: reply.optional(),
  }),
  sendDocument: z.strictObject({
    chat_id: chatId,
    document: upload(50_000_000),
    caption: caption.optional(),
    message_thread_id: z.int().optional(),
  }),
  editMessageText: z.strictObject({
    chat_id: chatId,
    message_id: z.int(),
    text: z.string(),
    entities: entities.optional(),
    link_preview_options: preview.optional(),
    reply_markup: markup.optional(),
  }),
  editMessageMedia: z.strictObject({
    chat_id: chatId,
    message_id: z.int(),
    media: z.strictObject({
      type: z.literal("photo"),
      media: z.union([upload(10_000_000), z.string().min(1)]),
      caption: caption.optional(),
    }),
  }),
  getFile: z.strictObject({ file_id: z.string() }),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: z.int() }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().optional(),
    show_alert: z.boolean().optional(),
    url: z.string().optional(),
  }),
  getMyCommands: z.strictObject({ scope: scope.optional(), language_code: z.string().optional() }),
  setMyCommands: z.strictObject({
    scope: scope.optional(),
    language_code: z.string().optional(),
    commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^[a-z0-9_]{1,32}$/),
          description: z.string().min(1).max(256),
        }),
      )
      .max(100),
  }),
} as const;
export type MethodName = keyof typeof PARAMETERS;
export type Parameters<Name extends MethodName> = z.output<(typeof PARAMETERS)[Name]>;

/** Refuses a text that is empty or too long, and marks that reach beyond it. */
export function checkText(text: string, marks: readonly Entity[] = []): void {
  if (text.trim() === "") throw badRequest("message text is empty");
  if (text.length > 4096) throw badRequest("message is too long");
  if (text !== text.trim()) throw badRequest("stand-in: a text is trimmed, which shifts its marks");
  for (const { offset, length } of marks) {
    if (offset + length > text.length) throw badRequest("ENTITY_BOUNDS_INVALID");
    if (isLow(text, offset) || isLow(text, offset + length)) {
      throw badRequest("stand-in: a mark cuts a character in two");
    }
  }
}

function isLow(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

type Markup = z.output<typeof markup>;

/** The buttons of a markup, each checked. */
export function checkKeyboard(given: Markup | undefined): readonly (readonly Button[])[] {
  if (!given || !("inline_keyboard" in given)) return [];
  const rows = given.inline_keyboard;
  if (rows.flat().length > 100) throw badRequest("reply markup is too long");
  for (const row of rows) {
    if (row.length > 8) throw badRequest("stand-in: more than 8 buttons in a row");
    for (const one of row) checkButton(one);
  }
  return rows;
}

function checkButton({ text, callback_data, url }: Button): void {
  if (text.trim() === "") throw badRequest("inline keyboard button text is empty");
  if ((callback_data === undefined) === (url === undefined)) {
    throw badRequest("inline keyboard buttons must use exactly one of the optional fields");
  }
  if (callback_data !== undefined) {
    const bytes = Buffer.byteLength(callback_data);
    if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
  }
  if (url !== undefined && !/^(?:https?:\/\/[^/\s]+\.[^/\s]+|tg:\/\/)/.test(url)) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
}
