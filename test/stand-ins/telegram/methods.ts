import { badRequest, forbidden } from "./api-error.ts";
import type { Upload } from "./form.ts";
import { photoOf, sizesOf } from "./photos.ts";
import type { createRates } from "./rates.ts";
import type { Updates } from "./updates.ts";
import { checkKeyboard, checkText, type MethodName, type Parameters } from "./validate.ts";
import { type Chat, chatView, detected, type StoredMessage, type World } from "./world.ts";

/** What the bot's calls work on. */
export interface MethodServices {
  readonly world: World;
  readonly updates: Updates;
  readonly rates: ReturnType<typeof createRates>;
  /** Taps that wait for their answer. */
  readonly taps: Map<string, { readonly at: number; readonly answer: (given: TapAnswer) => void }>;
  readonly menus: Map<string, readonly object[]>;
}

/** What the person who tapped gets to see. */
export interface TapAnswer {
  readonly text?: string | undefined;
  readonly url?: string | undefined;
}

type Methods = {
  readonly [Name in MethodName]: (given: Parameters<Name>) => unknown;
};

const TAP_LIVES_MS = 15_000;
/** Bots can fetch files up to this size (Bot API, getFile). */
const MOST_FETCHED = 20_000_000;
/** A bot's own message can be deleted for 48 hours. */
const DELETABLE_S = 48 * 60 * 60;

/** The Bot API's methods that the adapter uses. */
export function createMethods(services: MethodServices): Methods {
  const { world, updates, rates, taps, menus } = services;
  const menuKey = ({
    scope,
    language_code,
  }: {
    scope?: { type: string } | undefined;
    language_code?: string | undefined;
  }) => `${scope?.type ?? "default"}/${language_code ?? ""}`;
  return {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: !world.privacy,
      supports_inline_queries: false,
    }),
    getWebhookInfo: () => updates.info(),
    setWebhook({ url, secret_token, allowed_updates }) {
      if (!/^https?:\/\//.test(url)) throw badRequest("bad webhook: Failed to resolve host");
      updates.setWebhook({ url, secret: secret_token, allowed: allowed_updates });
      return true;
    },
    deleteWebhook() {
      updates.setWebhook(undefined);
      return true;
    },
    getUpdates: ({ offset, limit, timeout, allowed_updates }) =>
      updates.getUpdates(offset, limit, timeout, allowed_updates),
    sendMessage(given) {
      const chat = reachable(world, given.chat_id);
      checkText(given.text, given.entities);
      const keyboard = checkKeyboard(given.reply_markup);
      checkThread(chat, given.message_thread_id);
      const replyTo = repliedOf(chat, given.reply_parameters);
      rates.check(chat.id, chat.type !== "private");
      const message = store(world, chat, {
        from: world.bot.id,
        text: given.text,
        entities: given.entities ?? [],
        keyboard,
        forcesReply: given.reply_markup !== undefined && "force_reply" in given.reply_markup,
        thread: given.message_thread_id,
        replyTo,
      });
      return messageView(world, chat, message);
    },
    sendPhoto: (given) => {
      const { id, photo } = photoOf(world, given.photo);
      const sent = sendFile(services, given, photo);
      return { ...sent, photo: sizesOf(world, id, photo) };
    },
    sendDocument: (given) => sendFile(services, given, given.document),
    editMessageText(given) {
      const chat = reachable(world, given.chat_id);
      const message = chat.messages.find(({ id }) => id === given.message_id);
      if (!message) throw badRequest("message to edit not found");
      if (message.from !== world.bot.id) throw badRequest("message can't be edited");
      if (message.file) throw badRequest("there is no text in the message to edit");
      checkText(given.text, given.entities);
      const keyboard = checkKeyboard(given.reply_markup);
      const same =
        message.text === given.text &&
        JSON.stringify(message.keyboard) === JSON.stringify(keyboard);
      if (same) {
        throw badRequest(
          "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        );
      }
      rates.check(chat.id, chat.type !== "private");
      message.text = given.text;
      message.entities = given.entities ?? [];
      message.linked = linksIn(given.text);
      message.keyboard = keyboard;
      message.edited = true;
      return messageView(world, chat, message);
    },
    editMessageMedia({ chat_id, message_id, media: { media, caption = "" } }) {
      const chat = reachable(world, chat_id);
      const message = chat.messages.find((one) => one.id === message_id);
      if (!message) throw badRequest("message to edit not found");
      if (message.from !== world.bot.id) throw badRequest("message can't be edited");
      // Newer servers make a picture of a text then, which can never become one again: nobody wants that here.
      if (!message.file) throw badRequest("there is no media in the message to edit");
      const { id, photo } = photoOf(world, media);
      if (message.file === photo && message.text === caption) {
        throw badRequest("message is not modified");
      }
      rates.check(chat.id, chat.type !== "private");
      message.file = photo;
      message.text = caption;
      message.edited = true;
      return { ...messageView(world, chat, message), photo: sizesOf(world, id, photo) };
    },
    getFile({ file_id }) {
      const file = world.files.get(file_id);
      if (!file) throw badRequest("wrong file_id or the file is temporarily unavailable");
      if ((file.size ?? file.bytes.length) > MOST_FETCHED) throw badRequest("file is too big");
      const told = file.size === undefined ? {} : { file_size: file.size };
      return { file_id, file_unique_id: `u${file_id}`, ...told, file_path: file.path };
    },
    deleteMessage({ chat_id, message_id }) {
      const chat = reachable(world, chat_id);
      const index = chat.messages.findIndex(({ id }) => id === message_id);
      const message = chat.messages[index];
      if (!message) throw badRequest("message to delete not found");
      const isOld = world.now() / 1000 - message.date > DELETABLE_S;
      if (message.from !== world.bot.id || isOld)
        throw badRequest("message can't be deleted for everyone");
      chat.messages.splice(index, 1);
      return true;
    },
    answerCallbackQuery({ callback_query_id, text, url }) {
      const tap = taps.get(callback_query_id);
      if (!tap || world.now() - tap.at > TAP_LIVES_MS) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      if (text !== undefined && text.length > 200) throw badRequest("MESSAGE_TOO_LONG");
      if (url !== undefined && !url.startsWith(`https://t.me/${world.bot.username}?start=`)) {
        throw badRequest("URL_INVALID");
      }
      taps.delete(callback_query_id);
      tap.answer({ text, url });
      return true;
    },
    getMyCommands: (given) => menus.get(menuKey(given)) ?? [],
    setMyCommands(given) {
      menus.set(menuKey(given), given.commands);
      return true;
    },
  };
}

function sendFile(
  { world, rates }: MethodServices,
  given: {
    readonly chat_id: number;
    readonly caption?: string | undefined;
    readonly message_thread_id?: number | undefined;
    readonly reply_parameters?: Parameters<"sendPhoto">["reply_parameters"];
  },
  file: Upload,
): object {
  const chat = reachable(world, given.chat_id);
  checkThread(chat, given.message_thread_id);
  const replyTo = repliedOf(chat, given.reply_parameters);
  rates.check(chat.id, chat.type !== "private");
  const message = store(world, chat, {
    from: world.bot.id,
    text: given.caption ?? "",
    entities: [],
    keyboard: [],
    forcesReply: false,
    thread: given.message_thread_id,
    replyTo,
    file,
  });
  return messageView(world, chat, message);
}

/** The chat a bot may write in now, or the platform's reason why not. */
function reachable(world: World, id: number): Chat {
  const chat = world.chats.get(id);
  const user = world.users.get(id);
  if (user && (!chat || !user.started)) {
    throw forbidden("bot can't initiate conversation with a user");
  }
  if (user?.blocked) throw forbidden("bot was blocked by the user");
  if (!chat) throw badRequest("chat not found");
  if (chat.movedTo !== undefined) {
    throw badRequest("group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: chat.movedTo,
    });
  }
  if (chat.bot === "kicked") throw forbidden(`bot was kicked from the ${chat.type} chat`);
  if (chat.bot === "left") throw forbidden(`bot is not a member of the ${chat.type} chat`);
  return chat;
}

/** General has no id of its own: any id that is no open topic is refused. */
function checkThread(chat: Chat, thread: number | undefined): void {
  if (thread === undefined) return;
  const topic = chat.topics.get(thread);
  if (!topic) throw badRequest("message thread not found");
  if (topic.closed) throw badRequest("TOPIC_CLOSED");
}

function repliedOf(
  chat: Chat,
  given: { message_id: number; allow_sending_without_reply?: boolean | undefined } | undefined,
): number | undefined {
  if (!given) return undefined;
  const exists = chat.messages.some(({ id }) => id === given.message_id);
  if (!exists && given.allow_sending_without_reply !== true) {
    throw badRequest("message to be replied not found");
  }
  return exists ? given.message_id : undefined;
}

type NewMessage = Omit<StoredMessage, "id" | "date" | "edited" | "linked">;

/** Puts a message into its chat. */
export function store(world: World, chat: Chat, message: NewMessage): StoredMessage {
  const stored: StoredMessage = {
    ...message,
    id: world.nextId(),
    date: Math.floor(world.now() / 1000),
    linked: linksIn(message.text),
    edited: false,
  };
  chat.messages.push(stored);
  return stored;
}

function linksIn(text: string): readonly string[] {
  return detected(text).map(({ offset, length }) => text.slice(offset, offset + length));
}

/** A message as answers and updates show it. */
export function messageView(world: World, chat: Chat, message: StoredMessage): object {
  const { id, text, date, thread, replyTo, from } = message;
  const user = world.users.get(from);
  const replied = chat.messages.find((one) => one.id === replyTo);
  const isBot = replied?.from === world.bot.id;
  const marks = from === world.bot.id ? message.entities : detected(text);
  return {
    message_id: id,
    date,
    chat: chatView(chat, world),
    from: user
      ? {
          id: user.id,
          is_bot: false,
          first_name: user.first_name,
          language_code: user.language_code,
        }
      : world.bot,
    text,
    ...(marks.length > 0 ? { entities: marks } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }),
    ...(replied
      ? {
          reply_to_message: {
            message_id: replied.id,
            date: replied.date,
            chat: chatView(chat, world),
            from: isBot ? world.bot : { id: replied.from, is_bot: false, first_name: "x" },
            text: replied.text,
          },
        }
      : {}),
  };
}
