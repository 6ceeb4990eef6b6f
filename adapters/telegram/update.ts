import { z } from "zod";

/** The part of an update that is the same in all: its number, and one field that says what happened. */
export const envelopeSchema = z.looseObject({ update_id: z.int().nonnegative() });

const userSchema = z.object({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string().default(""),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});

const chatSchema = z.object({
  id: z.int(),
  type: z.enum(["private", "group", "supergroup", "channel"]),
  title: z.string().optional(),
});

const entitySchema = z.object({
  type: z.string(),
  /** UTF-16 units. */
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  user: z.object({ id: z.int() }).optional(),
});
export type Entity = z.infer<typeof entitySchema>;

/** Contents that are no text; what they hold is never looked at. */
const FILES = {
  animation: z.unknown(),
  audio: z.unknown(),
  contact: z.unknown(),
  dice: z.unknown(),
  document: z.unknown(),
  location: z.unknown(),
  paid_media: z.unknown(),
  photo: z.unknown(),
  poll: z.unknown(),
  sticker: z.unknown(),
  story: z.unknown(),
  venue: z.unknown(),
  video: z.unknown(),
  video_note: z.unknown(),
  voice: z.unknown(),
};
/** The fields of a message that make it a file. */
export const FILE_FIELDS = z.object(FILES).keyof().options;

/** Whom a message answers. */
const repliedSchema = z.object({
  message_id: z.int(),
  from: z.object({ id: z.int() }).optional(),
  /** There when the "message" is only the beginning of a topic. */
  forum_topic_created: z.unknown().optional(),
});

/** A message, new or edited, as far as the service looks at it (Bot API, Message). */
export const messageSchema = z.object({
  message_id: z.int(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  from: userSchema.optional(),
  /** There when the message was sent in a chat's name: anonymous admins, channels. */
  sender_chat: z.object({ id: z.int() }).optional(),
  /** Seconds. */
  date: z.int(),
  chat: chatSchema,
  forward_origin: z.unknown().optional(),
  via_bot: z.object({ id: z.int() }).optional(),
  reply_to_message: repliedSchema.optional(),
  text: z.string().optional(),
  entities: z.array(entitySchema).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entitySchema).optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
  ...z.object(FILES).partial().shape,
});
export type Message = z.infer<typeof messageSchema>;

/** A tap on a button of ours; without a message when it cannot be ours (Bot API, CallbackQuery). */
export const callbackSchema = z.object({
  id: z.string(),
  from: userSchema,
  message: z
    .object({
      message_id: z.int(),
      chat: chatSchema,
      message_thread_id: z.int().optional(),
      is_topic_message: z.boolean().optional(),
    })
    .optional(),
  data: z.string().optional(),
});
export type Callback = z.infer<typeof callbackSchema>;

const memberSchema = z.object({
  status: z.enum(["creator", "administrator", "member", "restricted", "left", "kicked"]),
  is_member: z.boolean().optional(),
});
export type Member = z.infer<typeof memberSchema>;

/** What the bot itself became in a chat (Bot API, ChatMemberUpdated). */
export const membershipSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  date: z.int(),
  old_chat_member: memberSchema,
  new_chat_member: memberSchema,
});
export type Membership = z.infer<typeof membershipSchema>;

export type User = z.infer<typeof userSchema>;
export type Chat = z.infer<typeof chatSchema>;

/** The kinds of update asked for; everything else Telegram keeps to itself. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
] as const;
