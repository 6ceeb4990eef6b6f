import type { Receive } from "../../src/engine/adapter.ts";
import {
  type ReadFrame,
  type SendFrame,
  type SentFile,
  saidEvent,
  sendKey,
  type TapFrame,
  tapEvent,
} from "./decode.ts";
import type { AdapterLog } from "./log.ts";
import { BOT, type Member } from "./members.ts";
import type { PlaygroundMessage, PlaygroundMessages } from "./messages-port.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { mayEnter, maySee } from "./spaces.ts";

/** A request carried out; `messageId` is the id of the message it made. */
export interface Done {
  readonly messageId?: string | undefined;
}

/** What members' requests need; `now` in ms UTC. */
export interface RequestServices {
  readonly installation: string;
  readonly messages: PlaygroundMessages;
  readonly members: readonly Member[];
  readonly now: () => number;
  readonly log: AdapterLog;
}

/** Keeps a member's message and hands it over; kept but not handed over is refused with its id. */
export async function takeSend(
  services: RequestServices,
  receive: Receive,
  member: Member,
  frame: SendFrame,
): Promise<Done | Refusal> {
  const { space, replyTo } = frame;
  if (!mayEnter(member, space)) return refusal("unknown-chat");
  if (replyTo !== undefined && (await visible(services, member, replyTo))?.space !== space) {
    return refusal("unknown-message");
  }
  const key = sendKey(member.id, frame.key);
  const body = { kind: "text", text: frame.text } as const;
  const kept = await services.messages.add({ key, space, author: member.id, replyTo, body });
  try {
    await handOver(services, receive, kept.message, key);
  } catch (error) {
    services.log.warn({ err: error }, "a message was not taken");
    return refusal("not-delivered", kept.message.id);
  }
  return { messageId: kept.message.id };
}

/** Keeps a member's file and a message of it, and hands that over; an empty one is for whoever asked to judge. */
export async function takeFile(
  services: RequestServices,
  receive: Receive,
  member: Member,
  { key: browserKey, space, bytes, name, type, size }: SentFile,
): Promise<Done | Refusal> {
  if (!mayEnter(member, space)) return refusal("unknown-chat");
  const key = sendKey(member.id, browserKey);
  const file = await services.messages.keepFile(member.id, bytes);
  const body = { kind: "file", file, name, type, size } as const;
  const kept = await services.messages.add({ key, space, author: member.id, body });
  try {
    await handOver(services, receive, kept.message, key);
  } catch (error) {
    services.log.warn({ err: error }, "a file was not taken");
    return refusal("not-delivered", kept.message.id);
  }
  return { messageId: kept.message.id };
}

/** Hands over a tap on a button the member can see. */
export async function takeTap(
  services: RequestServices,
  receive: Receive,
  member: Member,
  frame: TapFrame,
): Promise<Done | Refusal> {
  const message = await visible(services, member, frame.message);
  if (message?.author !== BOT) return refusal("unknown-message");
  const { installation, now } = services;
  await receive(tapEvent({ installation, frame, message, member, at: now() }));
  return {};
}

/** Remembers how far a member has read a chat. */
export async function takeRead(
  services: RequestServices,
  member: Member,
  frame: ReadFrame,
): Promise<Done | Refusal> {
  const message = await visible(services, member, frame.message);
  if (message?.space !== frame.space) return refusal("unknown-message");
  await services.messages.markRead(member.id, frame.space, frame.message);
  return {};
}

/** Hands a kept message over as an event; rejects when it must be handed over again. */
export async function handOver(
  services: RequestServices,
  receive: Receive,
  message: PlaygroundMessage,
  key: string,
): Promise<void> {
  const { installation, messages, members, log } = services;
  const replied = message.replyTo === undefined ? undefined : await messages.find(message.replyTo);
  const member = members.find(({ id }) => id === message.author);
  const event = saidEvent({ installation, message, key, member, replied });
  if (event) await receive(event);
  try {
    await messages.acknowledge(message.id);
  } catch (error) {
    // The event is taken: at worst it comes again, and a repeat has no effect.
    log.warn({ err: error }, "a taken message could not be marked as such");
  }
}

async function visible(
  { messages }: RequestServices,
  member: Member,
  id: string,
): Promise<PlaygroundMessage | undefined> {
  const found = await messages.find(id);
  return found && maySee(member, found) ? found : undefined;
}
