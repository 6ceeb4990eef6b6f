import type { OutgoingMessage, SendResult, TokenOf } from "../../src/engine/adapter.ts";
import { encodeIntent } from "./encode.ts";
import type { AdapterLog } from "./log.ts";
import { BOT, type Member } from "./members.ts";
import type { PlaygroundMessages } from "./messages-port.ts";
import { spaceExists } from "./spaces.ts";

const AGAIN_AFTER_MS = 1000;

/** What sending needs. */
export interface OutboxServices {
  readonly messages: PlaygroundMessages;
  readonly members: readonly Member[];
  readonly tokenOf: TokenOf;
  readonly log: AdapterLog;
}

/**
 * Keeps the bot's message, or changes the one it edits. The outbound's id is the key,
 * so sending the same outbound again adds nothing and "later" is always safe.
 */
export async function sendMessage(
  services: OutboxServices,
  message: OutgoingMessage,
): Promise<SendResult> {
  const space = message.space.platformId;
  return spaceExists(space, services.members)
    ? keepMessage(services, message)
    : { kind: "unreachable", reason: "no such chat" };
}

/** The same for a chat that is known to exist. */
export async function keepMessage(
  { messages, tokenOf, log }: Omit<OutboxServices, "members">,
  message: OutgoingMessage,
): Promise<SendResult> {
  try {
    encodeIntent(message.intent, message.locale, tokenOf);
  } catch (error) {
    log.warn({ err: error, outbound: message.outbound }, "a message cannot be shown");
    return { kind: "refused", reason: "a button does not fit its token" };
  }
  try {
    return message.edits === undefined
      ? await add(messages, message)
      : await edit(messages, message, message.edits);
  } catch (error) {
    log.warn({ err: error, outbound: message.outbound }, "a message could not be kept");
    return { kind: "later", afterMs: AGAIN_AFTER_MS, scope: "token" };
  }
}

async function add(messages: PlaygroundMessages, message: OutgoingMessage): Promise<SendResult> {
  const { outbound, space, thread, onlyFor, intent, locale } = message;
  const added = await messages.add({
    key: outbound,
    space: space.platformId,
    thread,
    author: BOT,
    onlyFor,
    replyTo: message.replyTo,
    body: { kind: "intent", intent, locale },
  });
  return { kind: "sent", messageId: added.message.id };
}

async function edit(
  messages: PlaygroundMessages,
  message: OutgoingMessage,
  id: string,
): Promise<SendResult> {
  const earlier = await messages.find(id);
  if (earlier?.author !== BOT || earlier.space !== message.space.platformId) {
    return { kind: "refused", reason: "no message of the bot's to edit" };
  }
  await messages.edit(id, { kind: "intent", intent: message.intent, locale: message.locale });
  return { kind: "sent", messageId: id };
}
