import type {
  Adapter,
  Capabilities,
  OutgoingMessage,
  SendResult,
} from "../../../src/engine/adapter.ts";
import type { Event, EventBody } from "../../../src/engine/event.ts";
import type { Intent } from "../../../src/engine/intent.ts";
import { plainText } from "../../../src/engine/plain-text.ts";

/** Someone on the platform. */
export interface Member {
  /** The platform's id of the account. */
  readonly id: string;
  readonly name: string;
  readonly localeTag?: string | undefined;
  /** In the staff's group as well. */
  readonly staff?: boolean | undefined;
}

/** A message as the platform holds it. */
export interface PlatformMessage {
  readonly id: string;
  /** Platform id of the chat: "group", "staff" or "direct:<member>". */
  readonly space: string;
  readonly thread?: string | undefined;
  /** A member's id, or "bot". */
  readonly author: string;
  readonly onlyFor?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly text: string;
  readonly intent?: Intent | undefined;
  /** The service's id of the message, for the bot's. */
  readonly outbound?: string | undefined;
}

/** What a send comes to instead of being sent; `lost` arrives but is answered with an error. */
export type SendFault = "later" | "unreachable" | "lost";

/** A chat platform of its own, in memory; it outlives every process of the service. */
export interface Platform {
  readonly installation: string;
  readonly members: readonly Member[];
  /** Every message, oldest first; one that was edited stands where it stood. */
  readonly messages: readonly PlatformMessage[];
  /** Outbound ids in the order they arrived, with repeats. */
  readonly arrivals: readonly { readonly chat: string; readonly outbound: string }[];
  /** What the next sends come to. */
  readonly faults: SendFault[];
  /** Members who let nothing of the bot's reach their direct chats. */
  readonly blocking: Set<string>;
  /** Everything a member can see, oldest first. */
  seenBy(member: string): readonly PlatformMessage[];
  /** Keeps what a member wrote, and returns the event of it. */
  say(member: string, text: string, where: Where): Event;
  /** The event of a member who leaves the group; what they see of it in tests stays. */
  leave(member: string): Event;
  /** The event of a tap by a member on a message. */
  tap(member: string, token: string, message: PlatformMessage): Event;
  /** The platform as one process of the service sees it, for as long as that lives. */
  adapterFor(isAlive: () => boolean): Adapter;
}

/** Where and how something is said. */
export interface Where {
  readonly in?: "group" | "staff" | "direct" | undefined;
  readonly thread?: string | undefined;
  /** Mentions the bot; by default everything in a direct chat, and nothing in a group. */
  readonly addressed?: boolean | undefined;
  /** The message it replies to. */
  readonly replyTo?: PlatformMessage | undefined;
}

/** The send of a process that is dead by now. */
class DeadProcess extends Error {
  override readonly name = "DeadProcess";
}

const CAPABILITIES: Capabilities = {
  buttons: { max: 12, perRow: 3, labelChars: 40 },
  onlyYou: true,
  edit: true,
  reply: true,
  threads: true,
  maxTextChars: 10_000,
};

export interface PlatformOptions {
  readonly installation: string;
  readonly members: readonly Member[];
  /** ms UTC. */
  readonly now: () => number;
}

export function createPlatform({ installation, members, now }: PlatformOptions): Platform {
  const messages: PlatformMessage[] = [];
  const arrivals: Platform["arrivals"][number][] = [];
  const faults: SendFault[] = [];
  const blocking = new Set<string>();
  let events = 0;

  function place(message: OutgoingMessage): string {
    const { space, outbound, intent, locale, thread, replyTo, onlyFor, edits } = message;
    arrivals.push({ chat: space.platformId, outbound });
    const text = plainText(intent, locale);
    const at = messages.findIndex(({ id }) => id === edits);
    const id = at < 0 ? `m${messages.length + 1}` : (edits ?? "");
    const chat = space.platformId;
    const written = { id, space: chat, thread, author: "bot", onlyFor, replyTo, text, intent };
    messages.splice(at < 0 ? messages.length : at, at < 0 ? 0 : 1, { ...written, outbound });
    return id;
  }

  function send(message: OutgoingMessage): SendResult {
    const fault = faults.shift();
    if (fault === "later") return { kind: "later", afterMs: 1_000, scope: "chat" };
    if (fault === "unreachable") return { kind: "unreachable", reason: "blocked" };
    const [kind, member = ""] = message.space.platformId.split(":");
    if (kind === "direct" && blocking.has(member))
      return { kind: "unreachable", reason: "blocked" };
    const messageId = place(message);
    return fault === "lost"
      ? { kind: "uncertain", reason: "cut off" }
      : { kind: "sent", messageId };
  }

  const event = (member: Member, space: string, body: EventBody, thread?: string): Event => ({
    installation,
    deliveryKey: `d${++events}`,
    space: {
      platformId: space,
      kind: space.startsWith("direct:") ? "direct" : "group",
      ...(space.startsWith("direct:") ? {} : { title: space }),
    },
    ...(thread === undefined ? {} : { thread }),
    account: { platformId: member.id, name: member.name, localeTag: member.localeTag ?? "zh-CN" },
    at: now(),
    body,
  });

  const memberOf = (id: string): Member => {
    const found = members.find((member) => member.id === id);
    if (!found) throw new Error(`Nobody here is called ${id}`);
    return found;
  };

  return {
    installation,
    members,
    messages,
    arrivals,
    faults,
    blocking,
    seenBy: (member) => messages.filter((message) => canSee(message, memberOf(member))),
    say(member, text, { in: place = "direct", thread, addressed, replyTo }) {
      const space = place === "direct" ? `direct:${member}` : place;
      const id = `m${messages.length + 1}`;
      messages.push({ id, space, thread, author: member, replyTo: replyTo?.id, text });
      const repliesToBot = replyTo?.author === "bot" ? replyTo.id : undefined;
      const meant = addressed ?? (place === "direct" || repliesToBot !== undefined);
      const body = { kind: "text", text, messageId: id, addressed: meant, repliesToBot } as const;
      return event(memberOf(member), space, body, thread);
    },
    leave: (member) => event(memberOf(member), "group", { kind: "leave" }),
    tap: (member, token, { id, space, thread }) =>
      event(memberOf(member), space, { kind: "tap", token, messageId: id }, thread),
    adapterFor: (isAlive) => ({
      platform: "web",
      installation,
      capabilities: () => CAPABILITIES,
      directSpace: async (account) => `direct:${account}`,
      start: async () => undefined,
      stop: async () => undefined,
      retract: async ({ messageId }) => ({ kind: "sent", messageId }),
      async send(message) {
        if (!isAlive()) throw new DeadProcess("A dead process sends nothing");
        return send(message);
      },
    }),
  };
}

function canSee({ onlyFor, space }: PlatformMessage, { id, staff = false }: Member): boolean {
  if (onlyFor !== undefined) return onlyFor === id;
  if (space === "staff") return staff;
  return !space.startsWith("direct:") || space === `direct:${id}`;
}
