import {
  type Adapter,
  DirectSpaceRefused,
  type OutgoingMessage,
  type Platform,
  type SendResult,
} from "../../engine/adapter.ts";
import type { ClaimedMessage, ClaimRequest } from "../../store/outbound/claim.ts";
import { PRIORITY } from "../../store/outbound/purposes.ts";
import type { RecentSend } from "../../store/outbound/recent.ts";
import type { Settlement } from "../../store/outbound/settle.ts";
import type { Clock } from "../pacing/gate.ts";
import { limitsOf, type SendRates } from "../pacing/limits.ts";
import { createPacing, type Pacing } from "../pacing/pacing.ts";
import { type AtCheckpoint, Crash, type DeliveryLog } from "../ports.ts";
import type { ChatWork } from "./chat-queue.ts";
import { gather } from "./gather.ts";
import { type OutgoingParts, outgoingOf, paceOf, settlementOf } from "./outgoing.ts";

/** What sending needs of the store. */
export interface OutboundStore {
  claim(request: ClaimRequest): Promise<readonly ClaimedMessage[]>;
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** Ids that may be sent, without those that were cancelled meanwhile. */
  markSending(ids: readonly string[]): Promise<readonly string[]>;
  /** ms until the next message of these tokens is due. */
  msToNext(installations: readonly string[]): Promise<number | undefined>;
}

export interface SendParts extends OutgoingParts {
  readonly outbound: OutboundStore;
  readonly adapters: readonly Adapter[];
  /** The tokens this process sends with, now. */
  readonly owned: () => readonly string[];
  /** A space got another platform id. */
  readonly moveSpace: (space: string, platformId: string) => Promise<unknown>;
  /** A space turned out to be out of the bot's reach, or within it again. */
  readonly setReachable: (space: string, isReachable: boolean) => Promise<void>;
  /** The same of an account whose direct chat has no id yet: it could not be opened, or could after all. */
  readonly setAccountReachable: (account: string, isReachable: boolean) => Promise<void>;
  readonly rates: SendRates;
  readonly clock: Clock;
  readonly log: DeliveryLog;
  readonly checkpoint: AtCheckpoint;
  readonly onSent: (platform: Platform, result: SendResult["kind"]) => void;
}

/** Sends claimed messages one by one and records what became of each. */
export interface MessageSender extends ChatWork {
  /** The owned tokens that nothing holds back. */
  ready(): readonly string[];
  /** ms until the first of the paused tokens is free again; undefined when none is paused. */
  pausedForMs(): number | undefined;
  /** A token was taken: what its last owner sent counts for its pace. */
  remember(installation: string, sent: readonly RecentSend[]): void;
  /** Holds nothing any more; what waits for its turn is put back. */
  close(): void;
}

/** Announcements and receipts must not arrive twice: after a crash in mid-send they are uncertain, not repeated. */
const isMarkedFirst = ({ purpose }: ClaimedMessage) =>
  purpose === "broadcast" || purpose === "receipt";

export function createMessageSender(parts: SendParts): MessageSender {
  const pacings = new Map(
    parts.adapters.map(({ installation, platform }) => [
      installation,
      createPacing({ platform, limits: limitsOf(platform, parts.rates), clock: parts.clock }),
    ]),
  );
  const settle = gather((settlements: readonly Settlement[]) => parts.outbound.settle(settlements));
  const mark = gather((ids: readonly string[]) => parts.outbound.markSending(ids));

  async function send(message: ClaimedMessage): Promise<number | undefined> {
    const { id, installation, purpose } = message;
    const adapter = parts.adapters.find((one) => one.installation === installation);
    const pacing = pacings.get(installation);
    if (!adapter || !pacing) {
      await settle({ id, kind: "refused", reason: "no such installation" });
      return undefined;
    }
    const outgoing = await placeOf(parts, adapter, message);
    if ("kind" in outgoing) {
      await noteReach(parts, message, outgoing);
      await settle(settlementOf(message, outgoing));
      return outgoing.kind === "later" ? outgoing.afterMs : undefined;
    }
    const call = paceOf(outgoing, message);
    const passed = await pacing.pass({ ...call, priority: PRIORITY[purpose] });
    if (passed.kind === "later") {
      await hold(message, passed.afterMs);
      return passed.afterMs;
    }
    const settlement = await sendInTurn(adapter, pacing, message, outgoing).finally(() =>
      pacing.answered(call),
    );
    if (!settlement) return undefined;
    await settle(settlement);
    return settlement.kind === "later" ? settlement.afterMs : undefined;
  }

  /** Once the pace lets it go. */
  async function sendInTurn(
    adapter: Adapter,
    pacing: Pacing,
    message: ClaimedMessage,
    outgoing: OutgoingMessage,
  ): Promise<Settlement | undefined> {
    const { id, installation } = message;
    if (!parts.owned().includes(installation)) {
      // Whoever owns the token now finds a claimed message due; of a fresh one it may not have known.
      return message.fresh ? { id, kind: "held", afterMs: 0 } : undefined;
    }
    if (isMarkedFirst(message) && !(await mark(id)).includes(id)) return undefined;
    return sendNow(parts, adapter, pacing, message, outgoing);
  }

  async function hold({ id }: ClaimedMessage, afterMs: number): Promise<void> {
    await settle({ id, kind: "held", afterMs });
  }

  const isPaused = (installation: string) => (pacings.get(installation)?.pausedForMs() ?? 0) > 0;
  return {
    send,
    hold,
    ready: () => parts.owned().filter((installation) => !isPaused(installation)),
    pausedForMs() {
      const pauses = [...pacings.values()].map((pacing) => pacing.pausedForMs());
      const paused = pauses.filter((ms) => ms > 0);
      return paused.length === 0 ? undefined : Math.min(...paused);
    },
    remember: (installation, sent) => pacings.get(installation)?.remember(sent),
    close() {
      for (const pacing of pacings.values()) pacing.close();
    },
  };
}

async function sendNow(
  parts: SendParts,
  adapter: Adapter,
  pacing: Pacing,
  message: ClaimedMessage,
  outgoing: OutgoingMessage,
): Promise<Settlement> {
  const result = againIfReply(message, await trySend(parts, adapter, message, outgoing));
  parts.onSent(adapter.platform, result.kind);
  if (result.kind === "later") {
    const { chat, kind } = paceOf(outgoing, message);
    pacing.slowDown(chat, kind, result.afterMs, result.scope);
  }
  if (result.kind === "moved" && message.space) {
    await parts.moveSpace(message.space.id, result.toPlatformId);
  }
  await noteReach(parts, message, result);
  return settlementOf(message, result);
}

/** A hint that its member did not get says nothing of the space. */
async function noteReach(
  { setReachable, setAccountReachable }: SendParts,
  { space, destination, account }: ClaimedMessage,
  { kind }: SendResult,
): Promise<void> {
  if (destination === "onlyYou") return;
  if (!space) {
    if (account?.id === undefined) return;
    if (kind === "unreachable") await setAccountReachable(account.id, false);
    else if (kind === "sent" && account.unreachable) await setAccountReachable(account.id, true);
    return;
  }
  if (kind === "unreachable") await setReachable(space.id, false);
  else if (kind === "sent" && space.unreachable) await setReachable(space.id, true);
}

/** Tries of a reply that may or may not have arrived. */
const UNCERTAIN_TRIES = 3;

/** A person who waits would rather read a reply twice than never; an announcement is never repeated blindly. */
function againIfReply(message: ClaimedMessage, result: SendResult): SendResult {
  if (result.kind !== "uncertain" || isMarkedFirst(message)) return result;
  return message.attempts + 1 < UNCERTAIN_TRIES ? AGAIN : result;
}

const AGAIN = { kind: "later", afterMs: 1_000, scope: "message" } as const;

/** The message with its place; what comes of it when there is none, or it cannot be told now. */
async function placeOf(
  parts: SendParts,
  adapter: Adapter,
  message: ClaimedMessage,
): Promise<OutgoingMessage | SendResult> {
  try {
    const outgoing = await outgoingOf(adapter, message, parts);
    return outgoing ?? { kind: "unreachable", reason: "no direct chat" };
  } catch (error) {
    if (error instanceof DirectSpaceRefused) return { kind: "refused", reason: error.reason };
    parts.log.error({ err: error, platform: adapter.platform }, "An adapter failed to find a chat");
    return AGAIN;
  }
}

/** An adapter that throws has a bug; whether its message went out nobody knows. */
async function trySend(
  { log, checkpoint }: SendParts,
  adapter: Adapter,
  message: ClaimedMessage,
  outgoing: OutgoingMessage,
): Promise<SendResult> {
  try {
    checkpoint("beforeSend");
    const { space } = outgoing;
    const result = await (message.retracts === undefined
      ? adapter.send(outgoing)
      : adapter.retract({ space, messageId: message.retracts }));
    checkpoint("afterSend");
    return result;
  } catch (error) {
    if (error instanceof Crash) throw error;
    log.error({ err: error, platform: adapter.platform }, "An adapter failed to send");
    return isMarkedFirst(message) ? { kind: "uncertain", reason: "the adapter failed" } : AGAIN;
  }
}
