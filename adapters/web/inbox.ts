import type { Receive } from "../../src/engine/adapter.ts";
import { type Frame, joinEvent, type SentFile } from "./decode.ts";
import { BOT, type Member } from "./members.ts";
import { type Refusal, refusal } from "./refusal.ts";
import {
  type Done,
  handOver,
  type RequestServices,
  takeFile,
  takeRead,
  takeSend,
  takeTap,
} from "./requests.ts";
import { spaceExists } from "./spaces.ts";

/** What members ask for, turned into events; nothing is acknowledged before its event is taken. */
export interface Inbox {
  take(member: Member, frame: Frame): Promise<Done | Refusal>;
  takeFile(member: Member, file: SentFile): Promise<Done | Refusal>;
  /** Opens for events, and hands over again what was never acknowledged. */
  open(receive: Receive): Promise<void>;
  /** Takes nothing more, and waits for what is under way. */
  close(): Promise<void>;
}

/** A closed inbox. */
export function createInbox(services: RequestServices): Inbox {
  const underWay = new Set<Promise<unknown>>();
  let receive: Receive | undefined;

  const track = async <Result>(work: Promise<Result>): Promise<Result> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };

  const attempt = async (
    request: string,
    work: (receive: Receive) => Promise<Done | Refusal>,
  ): Promise<Done | Refusal> => {
    if (!receive) return refusal("closing");
    try {
      return await track(work(receive));
    } catch (error) {
      services.log.warn({ err: error, request }, "a request was not carried out");
      return refusal("not-delivered");
    }
  };

  return {
    take: (member, frame) => attempt(frame.type, (take) => carryOut(services, take, member, frame)),
    takeFile: (member, file) => attempt("file", (take) => takeFile(services, take, member, file)),
    async open(openFor) {
      receive = openFor;
      const isOpen = () => receive !== undefined;
      await track(announceJoin(services, openFor));
      await track(handOverKept(services, openFor, isOpen));
    },
    async close() {
      receive = undefined;
      await Promise.allSettled(underWay);
    },
  };
}

function carryOut(
  services: RequestServices,
  receive: Receive,
  member: Member,
  frame: Frame,
): Promise<Done | Refusal> {
  switch (frame.type) {
    case "send":
      return takeSend(services, receive, member, frame);
    case "tap":
      return takeTap(services, receive, member, frame);
    case "read":
      return takeRead(services, member, frame);
  }
}

/** The platform's redelivery, oldest first; what fails again waits for the next start. */
async function handOverKept(
  services: RequestServices,
  receive: Receive,
  isOpen: () => boolean,
): Promise<void> {
  for (const message of await services.messages.unacknowledged()) {
    if (!isOpen()) return;
    // The public chat keeps its messages in the same place, and hands them over itself.
    if (!spaceExists(message.space, services.members)) continue;
    try {
      await handOver(services, receive, message, message.key);
    } catch (error) {
      services.log.warn({ err: error }, "a kept message was not taken again");
    }
  }
}

/** A new group tells that the bot is in it. */
async function announceJoin(services: RequestServices, receive: Receive): Promise<void> {
  const { messages, installation, now, log } = services;
  const earlier = await messages.history("group", BOT, { limit: 1 });
  if (earlier.length > 0) return;
  try {
    await receive(joinEvent(installation, now()));
  } catch (error) {
    log.warn({ err: error }, "the bot's joining of the group was not taken");
  }
}
