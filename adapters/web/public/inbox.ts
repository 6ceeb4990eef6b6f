import type { Receive } from "../../../src/engine/adapter.ts";
import type { Event, EventBody } from "../../../src/engine/event.ts";
import type { Locale } from "../../../src/i18n/locale.ts";
import { fileBody } from "../decode.ts";
import type { AdapterLog } from "../log.ts";
import { BOT } from "../members.ts";
import type { FileFacts, PlaygroundMessage, PlaygroundMessages } from "../messages-port.ts";
import type { Problem } from "./messages.ts";
import { spaceOf, visitorOf } from "./visitors.ts";

/** What visitors' requests need; `now` in ms UTC. */
export interface PublicInboxServices {
  readonly installation: string;
  readonly messages: PlaygroundMessages;
  readonly now: () => number;
  readonly log: AdapterLog;
}

/** Something a visitor does; `key` is their browser's own for it, so that doing it twice does it once. */
export interface Doing {
  readonly visitor: string;
  readonly locale: Locale;
  readonly key: string;
}

/** What visitors say and tap, turned into events; nothing is acknowledged before its event is taken. */
export interface PublicInbox {
  /** Why it was not taken; undefined when it was. */
  say(doing: Doing, text: string): Promise<Problem | undefined>;
  send(doing: Doing, file: FileFacts, bytes: Uint8Array<ArrayBuffer>): Promise<Problem | undefined>;
  tap(doing: Doing, messageId: string, token: string): Promise<Problem | undefined>;
  /** Opens for events, and hands over again what was never acknowledged. */
  open(receive: Receive): Promise<void>;
  /** Takes nothing more, and waits for what is under way. */
  close(): Promise<void>;
}

export function createPublicInbox(services: PublicInboxServices): PublicInbox {
  const { messages, installation, now, log } = services;
  const underWay = new Set<Promise<unknown>>();
  let receive: Receive | undefined;

  async function carryOut(
    work: (receive: Receive) => Promise<Problem | undefined>,
  ): Promise<Problem | undefined> {
    if (!receive) return "not-delivered";
    const working = work(receive).catch((error: unknown): Problem => {
      log.warn({ err: error }, "a visitor's request was not carried out");
      return "not-delivered";
    });
    underWay.add(working);
    const problem = await working;
    underWay.delete(working);
    return problem;
  }

  return {
    say: ({ visitor, locale, key }, text) =>
      carryOut(async (take) => {
        const kept = await messages.add({
          key: `p:${visitor}:${key}`,
          space: spaceOf(visitor),
          author: visitor,
          body: { kind: "text", text },
        });
        await handOver(services, take, kept.message, locale);
        return undefined;
      }),
    send: ({ visitor, locale, key }, facts, bytes) =>
      carryOut(async (take) => {
        const file = await messages.keepFile(visitor, bytes);
        const kept = await messages.add({
          key: `p:${visitor}:${key}`,
          space: spaceOf(visitor),
          author: visitor,
          body: { kind: "file", file, ...facts },
        });
        await handOver(services, take, kept.message, locale);
        return undefined;
      }),
    tap: ({ visitor, locale, key }, messageId, token) =>
      carryOut(async (take) => {
        const message = await messages.find(messageId);
        if (message?.author !== BOT || message.space !== spaceOf(visitor)) return "invalid";
        await take({
          installation,
          deliveryKey: `t:${visitor}:${key}:${messageId}:${token}`,
          ...whereAndWho(visitor, locale),
          at: now(),
          body: { kind: "tap", token, messageId },
        });
        return undefined;
      }),
    async open(openFor) {
      receive = openFor;
      await carryOut((take) => handOverKept(services, take));
    },
    async close() {
      receive = undefined;
      await Promise.allSettled(underWay);
    },
  };
}

/** The platform's redelivery, oldest first; what fails again waits for the next start. */
async function handOverKept(services: PublicInboxServices, receive: Receive): Promise<undefined> {
  for (const message of await services.messages.unacknowledged()) {
    try {
      if (visitorOf(message.space) !== undefined) await handOver(services, receive, message);
    } catch (error) {
      services.log.warn({ err: error }, "a kept message was not taken again");
    }
  }
}

async function handOver(
  { installation, messages, log }: PublicInboxServices,
  receive: Receive,
  message: PlaygroundMessage,
  locale?: Locale,
): Promise<void> {
  const { body } = message;
  if (body.kind === "intent") return;
  const event: Event = {
    installation,
    deliveryKey: `m:${message.id}`,
    ...whereAndWho(message.author, locale),
    at: message.at,
    body: body.kind === "file" ? fileBody(body, message, undefined) : bodyOf(body.text, message.id),
  };
  await receive(event);
  try {
    await messages.acknowledge(message.id);
  } catch (error) {
    // The event is taken: at worst it comes again, and a repeat has no effect.
    log.warn({ err: error }, "a taken message could not be marked as such");
  }
}

const COMMAND = /^\/[a-z]+(?:\s|$)/i;

function bodyOf(text: string, messageId: string): EventBody {
  return COMMAND.test(text.trim())
    ? { kind: "command", text: text.trim(), messageId }
    : { kind: "text", text, messageId, addressed: true };
}

function whereAndWho(
  visitor: string,
  locale: Locale | undefined,
): Pick<Event, "space" | "account"> {
  return {
    space: { platformId: spaceOf(visitor), kind: "direct" },
    account: { platformId: visitor, ...(locale === undefined ? {} : { localeTag: locale }) },
  };
}
