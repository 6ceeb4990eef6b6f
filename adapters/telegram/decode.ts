import type { z } from "zod";
import type { Event, EventAccount, EventBody, EventSpace } from "../../src/engine/event.ts";
import type { SpaceKind } from "../../src/engine/terms.ts";
import { addressingOf } from "./addressing.ts";
import { filesOf, isFile, newIdOf, oldIdOf } from "./contents.ts";
import type { BotIdentity } from "./identity.ts";
import {
  type Callback,
  type Chat,
  callbackSchema,
  envelopeSchema,
  type Member,
  type Membership,
  type Message,
  membershipSchema,
  messageSchema,
  type User,
} from "./update.ts";

/** What decoding needs to know besides the update. */
export interface DecodeServices {
  /** Our id of the installation. */
  readonly installation: string;
  readonly bot: BotIdentity;
  /** The clock, ms UTC: a tap says nothing of its time. */
  readonly now: number;
}

/** An update as an event; or why it is none, in a word for the counters. */
export type Decoded =
  | {
      readonly kind: "event";
      readonly event: Event;
      /** The tap to be answered. */
      readonly callback?: Callback | undefined;
      /** Who added the bot to the group. */
      readonly addedBy?: User | undefined;
    }
  | { readonly kind: "nothing"; readonly why: string };

/**
 * Reads one update of the Bot API. Total: an unknown kind of update, or one of a shape this version does not
 * know, is nothing, since Telegram would deliver it again and again otherwise.
 */
export function decodeUpdate(raw: unknown, services: DecodeServices): Decoded {
  const envelope = envelopeSchema.safeParse(raw);
  if (!envelope.success) return nothing("not an update");
  const update = envelope.data;
  const deliveryKey = `u:${update.update_id}`;
  const { message, edited_message, callback_query, my_chat_member } = update;
  if (message !== undefined) {
    return read(messageSchema, message, (one) => messageEvent(one, deliveryKey, services));
  }
  if (edited_message !== undefined) {
    return read(messageSchema, edited_message, (one) => editEvent(one, deliveryKey, services));
  }
  if (callback_query !== undefined) {
    return read(callbackSchema, callback_query, (one) => tapEvent(one, services));
  }
  if (my_chat_member !== undefined) {
    return read(membershipSchema, my_chat_member, (one) => memberEvent(one, deliveryKey, services));
  }
  return nothing("unknown kind");
}

function read<Value>(
  schema: z.ZodType<Value>,
  raw: unknown,
  decode: (value: Value) => Decoded,
): Decoded {
  const { success, data } = schema.safeParse(raw);
  return success ? decode(data) : nothing("unknown shape");
}

function messageEvent(message: Message, deliveryKey: string, services: DecodeServices): Decoded {
  const moved = movedEvent(message, deliveryKey, services);
  if (moved) return moved;
  const writer = writerOf(message);
  if (!writer) return nothing("no person");
  if (message.via_bot?.id === services.bot.id) return nothing("our own words");
  const body = bodyOf(message, services.bot);
  if (!body) return nothing("service message");
  const contentKey = `m:${message.chat.id}:${message.message_id}`;
  const event = { ...placeOf(message, services), deliveryKey, contentKey };
  return { kind: "event", event: { ...event, account: accountOf(writer), body } };
}

function bodyOf(message: Message, bot: BotIdentity): EventBody | undefined {
  const messageId = String(message.message_id);
  const isDirect = message.chat.type === "private";
  const { text, addressed, isCommand, repliesToBot } = addressingOf(message, bot);
  if (isFile(message)) {
    const files = filesOf(message);
    const place = { messageId, addressed: isDirect || addressed };
    // What is written below it counts as the message.
    if (text.trim() === "") return { kind: "file", ...place, files };
    return { kind: "text", text, ...place, repliesToBot, files };
  }
  if (message.text === undefined) return undefined;
  const token = isCommand ? startToken(text) : undefined;
  // A deep link is a button that stands outside of the chat.
  if (token !== undefined) return { kind: "tap", token };
  if (isCommand) return { kind: "command", text, messageId };
  return { kind: "text", text, messageId, addressed: isDirect || addressed, repliesToBot };
}

/** The token of `t.me/<bot>?start=<token>` (Bot API, deep linking: 64 characters of `A-Za-z0-9_-`). */
function startToken(text: string): string | undefined {
  return /^\/start ([A-Za-z0-9_-]{1,64})$/.exec(text)?.[1];
}

function editEvent(message: Message, deliveryKey: string, services: DecodeServices): Decoded {
  const writer = writerOf(message);
  if (!writer) return nothing("no person");
  const body = { kind: "edit", messageId: String(message.message_id) } as const;
  const event = { ...placeOf(message, services), deliveryKey };
  return { kind: "event", event: { ...event, account: accountOf(writer), body } };
}

/** Both service messages of one upgrade are the same event: the chat goes on under its new id. */
function movedEvent(
  message: Message,
  deliveryKey: string,
  { installation }: DecodeServices,
): Decoded | undefined {
  const from = oldIdOf(message);
  const to = newIdOf(message);
  if (from === undefined || to === undefined) return undefined;
  const event: Event = {
    installation,
    deliveryKey,
    contentKey: `moved:${from}:${to}`,
    space: { platformId: String(to), kind: "group" },
    at: message.date * 1000,
    body: { kind: "moved", fromPlatformId: String(from) },
  };
  return { kind: "event", event };
}

function tapEvent(callback: Callback, { installation, now }: DecodeServices): Decoded {
  const { message, data, from } = callback;
  if (!message || data === undefined) return nothing("tap without a message");
  const event: Event = {
    installation,
    deliveryKey: `q:${callback.id}`,
    space: spaceOf(message.chat),
    thread: threadOf(message),
    account: accountOf(from),
    at: now,
    body: { kind: "tap", token: data, messageId: String(message.message_id) },
  };
  return { kind: "event", event, callback };
}

function memberEvent(
  { chat, from, date, old_chat_member, new_chat_member }: Membership,
  deliveryKey: string,
  { installation }: DecodeServices,
): Decoded {
  const [was, is] = [isIn(old_chat_member), isIn(new_chat_member)];
  if (was === is) return nothing("other rights");
  const space = spaceOf(chat);
  const isDirect = space.kind === "direct";
  const body = is ? ({ kind: "join" } as const) : ({ kind: "leave" } as const);
  const account = isDirect ? accountOf(from) : undefined;
  const event = { installation, deliveryKey, space, account, at: date * 1000, body };
  return { kind: "event", event, addedBy: is && !isDirect ? from : undefined };
}

function isIn({ status, is_member }: Member): boolean {
  if (status === "restricted") return is_member === true;
  return status !== "left" && status !== "kicked";
}

/** Who wrote it: nobody when it came in a chat's name, from a bot, or from a channel. */
function writerOf({ from, sender_chat }: Message): User | undefined {
  return from && !from.is_bot && !sender_chat ? from : undefined;
}

function placeOf(message: Message, { installation }: DecodeServices) {
  const { chat, date } = message;
  return { installation, space: spaceOf(chat), thread: threadOf(message), at: date * 1000 };
}

const KIND_OF: Readonly<Record<Chat["type"], SpaceKind>> = {
  private: "direct",
  group: "group",
  supergroup: "group",
  channel: "channel",
};

function spaceOf({ id, type, title }: Chat): EventSpace {
  return { platformId: String(id), kind: KIND_OF[type], title };
}

/** Only a topic has a thread of its own: General, and replies in a group without topics, have none. */
function threadOf(message: Pick<Message, "is_topic_message" | "message_thread_id">) {
  const { is_topic_message, message_thread_id } = message;
  return is_topic_message && message_thread_id !== undefined
    ? String(message_thread_id)
    : undefined;
}

function accountOf({ id, first_name, last_name, language_code }: User): EventAccount {
  const name = [first_name, last_name].filter((part) => part).join(" ");
  return { platformId: String(id), name: name === "" ? undefined : name, localeTag: language_code };
}

function nothing(why: string): Decoded {
  return { kind: "nothing", why };
}
