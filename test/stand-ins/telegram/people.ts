import { type MethodServices, messageView, store, type TapAnswer } from "./methods.ts";
import {
  type Button,
  type Chat,
  chatOf,
  chatView,
  detected,
  type HostedFile,
  type StoredMessage,
  type User,
  userOf,
  type World,
} from "./world.ts";

/** What people do on the platform, and what each of them sees there. */
export interface People {
  /** A new user; their id is also that of their direct chat. */
  user(name: string, language?: string): number;
  group(title: string, members: readonly number[], kind?: "group" | "supergroup"): number;
  topic(group: number): number;
  /** Somebody adds the bot to a group. */
  adds(user: number, group: number): void;
  promotes(user: number, group: number): void;
  kicks(user: number, group: number): void;
  /** Presses Start in the direct chat; who had blocked the bot no longer does. */
  starts(user: number, token?: string): void;
  /** Has pressed Start long ago: the bot may write, and owes no answer. */
  hasStarted(user: number): void;
  blocks(user: number): void;
  /** In the settings of the chat: nothing is written. */
  unblocks(user: number): void;
  says(user: number, chat: number, text: string, more?: SaysMore): number;
  /** Sends a file or, with `isPhoto`, a photo in two sizes; returns what the platform keeps of it. */
  sends(user: number, chat: number, file: SentFile): HostedFile;
  /** Sends what is no text. */
  shows(user: number, chat: number, content: object): void;
  /** Taps the newest button with that label; resolves with what the platform showed for it. */
  taps(user: number, chat: number, label: string): Promise<TapAnswer>;
  /** Opens an address; one of the bot's own says /start there. */
  opens(user: number, url: string): void;
  /** A group becomes a supergroup; returns its new id. `announced`: the service messages are delivered. */
  upgrades(group: number, announced?: boolean): number;
  /** The texts a viewer sees in a chat, oldest first; a person not in the chat sees nothing. */
  sees(user: number, chat: number): readonly string[];
  /** The bot's messages in a chat. */
  botSaid(chat: number): readonly StoredMessage[];
  button(chat: number, label: string): Button | undefined;
}

export interface SaysMore {
  readonly thread?: number;
  readonly replyTo?: number;
  readonly extra?: object;
}

/** A file of somebody's. */
export interface SentFile {
  readonly name?: string;
  readonly type?: string;
  readonly bytes: Uint8Array;
  readonly isPhoto?: true;
  readonly caption?: string;
}

type PeopleServices = Pick<MethodServices, "world" | "updates" | "taps">;

export function createPeople({ world, updates, taps }: PeopleServices): People {
  let lastUser = 900_000;
  let lastGroup = -4_000;
  let lastTap = 0;

  function directOf(user: User): Chat {
    const known = world.chats.get(user.id);
    if (known) return known;
    const chat = newChat(user.id, "private", undefined, [user.id]);
    chat.bot = "member";
    world.chats.set(user.id, chat);
    return chat;
  }

  function membership(user: number, chat: Chat, was: string, is: string): void {
    updates.push(chat.id, "my_chat_member", {
      chat: chatView(chat, world),
      from: userView(userOf(world, user)),
      date: Math.floor(world.now() / 1000),
      old_chat_member: { user: world.bot, status: was },
      new_chat_member: { user: world.bot, status: is },
    });
  }

  function changes(user: number, chat: Chat, to: Chat["bot"]): void {
    const was = chat.bot;
    chat.bot = to;
    membership(user, chat, was, to);
  }

  const people: People = {
    user(first_name, language_code = "zh-hans") {
      lastUser += 1;
      const id = lastUser;
      world.users.set(id, { id, first_name, language_code, started: false, blocked: false });
      return id;
    },
    group(title, members, kind = "group") {
      lastGroup -= 1;
      const id = kind === "group" ? lastGroup : -1_000_000_000_000 + lastGroup;
      world.chats.set(id, newChat(id, kind, title, members));
      return id;
    },
    topic(group) {
      const id = world.nextId();
      chatOf(world, group).topics.set(id, { closed: false });
      return id;
    },
    adds: (user, group) => changes(user, chatOf(world, group), "member"),
    promotes: (user, group) => changes(user, chatOf(world, group), "administrator"),
    kicks: (user, group) => changes(user, chatOf(world, group), "kicked"),
    starts(id, token) {
      const user = userOf(world, id);
      const chat = directOf(user);
      if (user.blocked) {
        user.blocked = false;
        membership(id, chat, "kicked", "member");
      }
      user.started = true;
      people.says(id, id, token === undefined ? "/start" : `/start ${token}`);
    },
    hasStarted(id) {
      const user = userOf(world, id);
      directOf(user);
      user.started = true;
    },
    blocks(id) {
      const user = userOf(world, id);
      user.blocked = true;
      membership(id, directOf(user), "member", "kicked");
    },
    unblocks(id) {
      const user = userOf(world, id);
      user.blocked = false;
      membership(id, directOf(user), "kicked", "member");
    },
    says(id, chatId, text, { thread, replyTo, extra = {} } = {}) {
      const user = userOf(world, id);
      const chat = chatId === id ? directOf(user) : chatOf(world, chatId);
      if (chatId === id) user.started = true;
      const message = store(world, chat, {
        from: id,
        text,
        entities: [],
        keyboard: [],
        forcesReply: false,
        thread,
        replyTo,
      });
      if (hears(world, chat, message)) {
        updates.push(chat.id, "message", { ...messageView(world, chat, message), ...extra });
      }
      return message.id;
    },
    sends(id, chatId, { name, type, bytes, isPhoto, caption }) {
      const key = `AgAC-file_${world.nextId()}`;
      const path = isPhoto ? `photos/${key}.jpg` : `documents/${key}`;
      const file: HostedFile = { path, bytes, size: bytes.length, restMs: 0 };
      world.files.set(key, file);
      const small = { file_id: `${key}s`, file_unique_id: "s", width: 90, height: 60 };
      const large = { file_id: key, file_unique_id: "l", width: 1280, height: 853 };
      const content = isPhoto
        ? {
            photo: [
              { ...small, file_size: 900 },
              { ...large, file_size: bytes.length },
            ],
          }
        : {
            document: {
              file_id: key,
              file_unique_id: "d",
              file_name: name,
              mime_type: type,
              file_size: bytes.length,
            },
          };
      const chat = chatId === id ? directOf(userOf(world, id)) : chatOf(world, chatId);
      if (chat.type === "private" || !world.privacy || chat.bot === "administrator") {
        people.shows(id, chatId, { ...content, ...(caption === undefined ? {} : { caption }) });
      }
      return file;
    },
    shows(id, chatId, content) {
      const user = userOf(world, id);
      const chat = chatId === id ? directOf(user) : chatOf(world, chatId);
      updates.push(chat.id, "message", {
        message_id: world.nextId(),
        date: Math.floor(world.now() / 1000),
        chat: chatView(chat, world),
        from: userView(user),
        ...content,
      });
    },
    taps(id, chatId, label) {
      const chat = chatOf(world, chatId);
      const found = buttonIn(chat, label);
      if (!found) throw new Error(`No button says “${label}” in ${chatId}`);
      const { button, message } = found;
      if (button.url !== undefined) return Promise.resolve({ url: button.url });
      lastTap += 1;
      const tap = `tap${lastTap}`;
      return new Promise((resolve) => {
        taps.set(tap, { at: world.now(), answer: resolve });
        updates.push(chat.id, "callback_query", {
          id: tap,
          from: userView(userOf(world, id)),
          chat_instance: "1",
          message: messageView(world, chat, message),
          data: button.callback_data,
        });
      });
    },
    opens(id, url) {
      const token = new RegExp(
        `^https://t\\.me/${world.bot.username}\\?start=([\\w-]{1,64})$`,
      ).exec(url)?.[1];
      if (token === undefined) throw new Error(`Not the bot's address: ${url}`);
      people.starts(id, token);
    },
    upgrades(group, announced = true) {
      const old = chatOf(world, group);
      const id = -1_000_000_000_000 + group;
      const next: Chat = { ...old, id, type: "supergroup", messages: [] };
      world.chats.set(id, next);
      old.movedTo = id;
      if (!announced) return id;
      const date = Math.floor(world.now() / 1000);
      const from = { id: 1087968824, is_bot: true, first_name: "Group" };
      const tell = (chat: Chat, field: object) =>
        updates.push(chat.id, "message", {
          message_id: world.nextId(),
          date,
          chat: chatView(chat, world),
          from,
          ...field,
        });
      tell(old, { migrate_to_chat_id: id });
      tell(next, { migrate_from_chat_id: group });
      return id;
    },
    sees(user, chatId) {
      const chat = world.chats.get(chatId);
      if (!chat?.members.has(user)) return [];
      return chat.messages.map(({ text }) => text);
    },
    botSaid: (chatId) =>
      (world.chats.get(chatId)?.messages ?? []).filter(({ from }) => from === world.bot.id),
    button: (chatId, label) => buttonIn(chatOf(world, chatId), label)?.button,
  };
  return people;
}

function newChat(
  id: number,
  type: Chat["type"],
  title: string | undefined,
  members: readonly number[],
): Chat {
  return {
    id,
    type,
    title,
    members: new Set(members),
    bot: "left",
    topics: new Map(),
    movedTo: undefined,
    messages: [],
  };
}

function userView({ id, first_name, language_code }: User) {
  return { id, is_bot: false, first_name, language_code };
}

function buttonIn(chat: Chat, label: string) {
  for (const message of [...chat.messages].reverse()) {
    const button = message.keyboard.flat().find(({ text }) => text.includes(label));
    if (button) return { button, message };
  }
  return undefined;
}

/** Whether a message reaches the bot: in privacy mode only commands and replies to it do, no mentions. */
function hears(world: World, chat: Chat, { text, replyTo }: StoredMessage): boolean {
  if (chat.type === "private") return !userOf(world, chat.id).blocked;
  if (chat.bot === "left" || chat.bot === "kicked") return false;
  if (!world.privacy || chat.bot === "administrator") return true;
  const command = detected(text).find(({ type, offset }) => type === "bot_command" && offset === 0);
  const word = command ? text.slice(0, command.length) : "";
  const isOurs = word !== "" && (!word.includes("@") || word.endsWith(`@${world.bot.username}`));
  return isOurs || chat.messages.some(({ id, from }) => id === replyTo && from === world.bot.id);
}
