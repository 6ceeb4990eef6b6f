import type { Adapter, OutgoingMessage, Platform, SendResult } from "../engine/adapter.ts";
import { unreachable } from "../engine/terms.ts";
import type { ClaimedMessage, ClaimRequest } from "../store/outbound/claim.ts";
import type { Settlement } from "../store/outbound/settle.ts";
import type { AtCheckpoint, DeliveryLog } from "./ports.ts";

/** What sending needs of the store. */
export interface OutboundStore {
  claim(request: ClaimRequest): Promise<readonly ClaimedMessage[]>;
  settle(settlements: readonly Settlement[]): Promise<void>;
}

export interface SendParts {
  readonly outbound: OutboundStore;
  readonly adapters: readonly Adapter[];
  readonly log: DeliveryLog;
  readonly checkpoint: AtCheckpoint;
  readonly onSent: (platform: Platform, result: SendResult["kind"]) => void;
}

/** Sends what is committed: at once when told, and whatever is still due at every sweep. */
export interface Sender {
  /** Something was committed; what is due goes out. */
  wake(): void;
  /** Resolves once nothing more can be sent now. */
  drain(): Promise<void>;
}

const BATCH = 50;
const LONGEST_WAIT_MS = 5 * 60_000;

/** One pass at a time; a wake during a pass asks for another. */
export function createSender(parts: SendParts): Sender {
  let passing: Promise<void> | undefined;
  let again = false;

  async function passes(): Promise<void> {
    do {
      again = false;
      while ((await sendDue(parts)) > 0) again = false;
    } while (again);
  }

  function drain(): Promise<void> {
    again = true;
    passing ??= passes().finally(() => {
      passing = undefined;
    });
    return passing;
  }

  return {
    drain,
    wake: () => {
      drain().catch((error: unknown) =>
        parts.log.error({ err: error }, "Sending stopped; the next sweep goes on with it"),
      );
    },
  };
}

/** Claims and sends one batch, chats side by side, each chat in its order; returns how many were claimed. */
async function sendDue(parts: SendParts): Promise<number> {
  const claimed = await parts.outbound.claim({
    installations: parts.adapters.map(({ installation }) => installation),
    limit: BATCH,
  });
  const chats = new Map<string, ClaimedMessage[]>();
  for (const message of claimed) {
    chats.set(message.chat, [...(chats.get(message.chat) ?? []), message]);
  }
  await Promise.all([...chats.values()].map((messages) => sendChat(parts, messages)));
  return claimed.length;
}

/** One chat in order: what must wait makes everything behind it wait as well. */
async function sendChat(parts: SendParts, messages: readonly ClaimedMessage[]): Promise<void> {
  let heldBackMs: number | undefined;
  for (const message of messages) {
    const settlement: Settlement =
      heldBackMs === undefined
        ? await sendOne(parts, message)
        : { id: message.id, kind: "later", afterMs: heldBackMs };
    if (settlement.kind === "later") heldBackMs = settlement.afterMs;
    await parts.outbound.settle([settlement]);
  }
}

async function sendOne(parts: SendParts, message: ClaimedMessage): Promise<Settlement> {
  const adapter = parts.adapters.find(({ installation }) => installation === message.installation);
  if (!adapter) return { id: message.id, kind: "refused", reason: "no such installation" };
  const outgoing = await outgoingOf(adapter, message);
  if (!outgoing) return { id: message.id, kind: "unreachable", reason: "no direct chat" };
  parts.checkpoint("beforeSend");
  const result = await trySend(parts, adapter, outgoing);
  parts.checkpoint("afterSend");
  parts.onSent(adapter.platform, result.kind);
  return settlementOf(message, result);
}

async function trySend(
  { log }: SendParts,
  adapter: Adapter,
  outgoing: OutgoingMessage,
): Promise<SendResult> {
  try {
    return await adapter.send(outgoing);
  } catch (error) {
    log.error({ err: error, platform: adapter.platform }, "An adapter failed to send");
    return { kind: "later", afterMs: 1_000, scope: "chat" };
  }
}

async function outgoingOf(
  adapter: Adapter,
  message: ClaimedMessage,
): Promise<OutgoingMessage | undefined> {
  const space = message.space ?? (await directSpaceOf(adapter, message));
  if (!space) return undefined;
  const { id, intent, locale, thread, replyTo, edits, account, destination } = message;
  return {
    outbound: id,
    space: { platformId: space.platformId, kind: space.kind },
    intent,
    locale,
    thread,
    replyTo,
    edits,
    onlyFor: destination === "onlyYou" ? account?.platformId : undefined,
  };
}

async function directSpaceOf(adapter: Adapter, { account, destination }: ClaimedMessage) {
  if (destination !== "person" || !account) return undefined;
  const platformId = await adapter.directSpace(account.platformId);
  return platformId === undefined ? undefined : { platformId, kind: "direct" as const };
}

function settlementOf({ id, attempts }: ClaimedMessage, result: SendResult): Settlement {
  switch (result.kind) {
    case "sent":
      return { id, kind: "sent", messageId: result.messageId };
    case "later": {
      const afterMs = Math.min(Math.max(result.afterMs, 2 ** attempts * 100), LONGEST_WAIT_MS);
      return { id, kind: "later", afterMs };
    }
    case "moved":
      return { id, kind: "later", afterMs: 0, reason: "space moved" };
    case "unreachable":
    case "refused":
    case "uncertain":
      return { id, kind: result.kind, reason: result.reason };
    default:
      return unreachable(result, "send result");
  }
}
