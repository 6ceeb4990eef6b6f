import type { Upload } from "./form.ts";

/** A user of the platform. */
export interface User {
  readonly id: number;
  readonly first_name: string;
  readonly language_code: string;
  /** Pressed Start in the direct chat with the bot, so that it may write there. */
  started: boolean;
  blocked: boolean;
}

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string | undefined;
  readonly url?: string | undefined;
}

/** A message as the platform keeps it. */
export interface StoredMessage {
  readonly id: number;
  /** A user's id, or the bot's. */
  readonly from: number;
  text: string;
  /** What the sender marked. */
  entities: readonly Entity[];
  /** What the platform made a link of by itself. */
  linked: readonly string[];
  keyboard: readonly (readonly Button[])[];
  readonly forcesReply: boolean;
  readonly thread: number | undefined;
  readonly replyTo: number | undefined;
  readonly date: number;
  /** A picture or document; its caption is the text. */
  file?: Upload | undefined;
  edited: boolean;
}

/** A file somebody sent, as the file server has it. */
export interface HostedFile {
  /** Below the bot's own files. */
  path: string;
  bytes: Uint8Array;
  /** What the platform says of its size; the real one unless a test says otherwise. */
  size: number | undefined;
  /** ms the server rests after each quarter of it. */
  restMs: number;
}

export interface Chat {
  id: number;
  type: "private" | "group" | "supergroup";
  readonly title: string | undefined;
  readonly members: Set<number>;
  bot: "member" | "administrator" | "left" | "kicked";
  /** Topics by id; empty when the group has none. General has no id. */
  readonly topics: Map<number, { closed: boolean }>;
  /** In a forum without any topic yet, ids are refused too. */
  movedTo: number | undefined;
  readonly messages: StoredMessage[];
}

/** The bot whose server it is. */
export interface Bot {
  readonly id: number;
  readonly is_bot: true;
  readonly first_name: string;
  readonly username: string;
}

export const BOT: Bot = {
  id: 700_001,
  is_bot: true,
  first_name: "聚场助手",
  username: "juchang_test_bot",
};

/** Everything that exists on the platform. */
export interface World {
  readonly bot: Bot;
  /** BotFather took the token back. */
  revoked: boolean;
  readonly users: Map<number, User>;
  readonly chats: Map<number, Chat>;
  /** By file_id. */
  readonly files: Map<string, HostedFile>;
  /** Pictures the bot sent, by file_id. */
  readonly photos: Map<string, Upload>;
  /** The bot's privacy mode: on by default, as for every new bot. */
  privacy: boolean;
  /** The clock, ms. */
  now(): number;
  nextId(): number;
}

export function createWorld(bot: Bot = BOT): World {
  let last = 100;
  return {
    bot,
    revoked: false,
    users: new Map(),
    chats: new Map(),
    files: new Map(),
    photos: new Map(),
    privacy: true,
    now: () => Date.now(),
    nextId: () => {
      last += 1;
      return last;
    },
  };
}

/** The user, who must exist. */
export function userOf(world: World, id: number): User {
  const user = world.users.get(id);
  if (!user) throw new Error(`Nobody has the id ${id}`);
  return user;
}

export function chatOf(world: World, id: number): Chat {
  const chat = world.chats.get(id);
  if (!chat) throw new Error(`No chat has the id ${id}`);
  return chat;
}

/** A chat as updates and answers tell of it. */
export function chatView({ id, type, title, topics }: Chat, world: World) {
  if (type === "private") return { id, type, first_name: userOf(world, id).first_name };
  return { id, type, title, ...(topics.size > 0 ? { is_forum: true } : {}) };
}

/** Names, commands and addresses the platform marks by itself in what a person or a bot writes. */
export function detected(text: string): readonly Entity[] {
  const patterns: readonly (readonly [string, RegExp])[] = [
    ["mention", /(?<![\w@])@[A-Za-z]\w{3,31}/g],
    ["bot_command", /(?<![\w/<>])\/[A-Za-z0-9_]{1,32}(?:@\w{4,32})?(?!\w)/g],
    ["hashtag", /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu],
    ["url", /(?:https?|tg|ftp):\/\/[^\s\u2000-\u206f]+/giu],
    ["url", /(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|me|io|dev|example)\b(?:\/\S*)?/giu],
    ["email", /[\w.+-]+@[\w-]+\.[a-z]{2,}/giu],
  ];
  return patterns.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
      type,
      offset: index,
      length: found.length,
    })),
  );
}
