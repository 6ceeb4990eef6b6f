import type { ClaimedMessage } from "../../store/outbound/claim.ts";
import { PRIORITY } from "../../store/outbound/purposes.ts";

/** The claimed messages of the chats: each chat in its order, chats side by side. */
export interface ChatQueues {
  /** Queues a message; settles once it was worked on. */
  add(message: ClaimedMessage): Promise<void>;
  /** Ids of what is queued or under way. */
  inFlight(): readonly string[];
  /** The same of one chat. */
  inFlightIn(chat: string): readonly string[];
}

interface Entry {
  readonly message: ClaimedMessage;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** What is done with a message of a chat. */
export interface ChatWork {
  /** Sends it; resolves with for how many ms the chat must wait when it must, so that its order is kept. */
  send(message: ClaimedMessage): Promise<number | undefined>;
  /** Puts it back for so long, since a message before it waits. */
  hold(message: ClaimedMessage, ms: number): Promise<void>;
}

/** Within a chat the more urgent goes first: an announcement that waits lets a reply pass. */
export function createChatQueues(work: ChatWork): ChatQueues {
  const waiting = new Map<string, readonly Entry[]>();
  /** The ids of each chat that has any. */
  const ids = new Map<string, Set<string>>();

  function enter({ id, chat }: ClaimedMessage): void {
    const its = ids.get(chat);
    if (its) its.add(id);
    else ids.set(chat, new Set([id]));
  }

  function leave({ id, chat }: ClaimedMessage): void {
    const its = ids.get(chat);
    its?.delete(id);
    if (its?.size === 0) ids.delete(chat);
  }

  async function run(chat: string): Promise<void> {
    let heldMs: number | undefined;
    for (let queue = waiting.get(chat) ?? []; queue.length > 0; queue = waiting.get(chat) ?? []) {
      const [first, ...rest] = queue;
      if (!first) return;
      waiting.set(chat, rest);
      heldMs = await settleEntry(first, heldMs);
    }
    waiting.delete(chat);
  }

  async function settleEntry(
    { message, done, failed }: Entry,
    heldMs: number | undefined,
  ): Promise<number | undefined> {
    try {
      if (heldMs === undefined) return await work.send(message);
      await work.hold(message, heldMs);
      return heldMs;
    } catch (error) {
      failed(error);
      return heldMs;
    } finally {
      leave(message);
      done();
    }
  }

  return {
    inFlight: () => [...ids.values()].flatMap((its) => [...its]),
    inFlightIn: (chat) => [...(ids.get(chat) ?? [])],
    add(message) {
      enter(message);
      return new Promise((done, failed) => {
        const queue = waiting.get(message.chat);
        const entry = { message, done, failed };
        waiting.set(message.chat, inserted(queue ?? [], entry));
        if (!queue) void run(message.chat);
      });
    },
  };
}

function inserted(queue: readonly Entry[], entry: Entry): readonly Entry[] {
  const priority = PRIORITY[entry.message.purpose];
  const behind = queue.findIndex(({ message }) => PRIORITY[message.purpose] < priority);
  const at = behind === -1 ? queue.length : behind;
  return [...queue.slice(0, at), entry, ...queue.slice(at)];
}
