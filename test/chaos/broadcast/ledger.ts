import type { Call } from "../../stand-ins/telegram/server.ts";
import type { Look, Recipient } from "./announcer.ts";

/** What came of one announcement, by what the service says and by what each chat got. */
export interface Ledger {
  readonly copies: number;
  readonly uncertain: number;
  /** Said to be sent, or not even tried, and nothing arrived. */
  readonly lost: number;
  /** Chats that got it more than once. */
  readonly doubled: number;
  /** It arrived, and the service says it did not. */
  readonly misreported: number;
}

/** Holds what each chat got of the announcement against what the service says of it. */
export function ledgerOf(
  title: string,
  recipients: readonly Recipient[],
  calls: readonly Call[],
): Ledger {
  const got = new Map<number, number>();
  for (const { method, status, parameters } of calls) {
    if (method !== "sendMessage" || status !== 200) continue;
    if (!String(parameters["text"]).includes(title)) continue;
    const chat = Number(parameters["chat_id"]);
    got.set(chat, (got.get(chat) ?? 0) + 1);
  }
  const among = (is: (state: string, count: number) => boolean) =>
    recipients.filter(({ chat, state }) => is(state, got.get(chat) ?? 0)).length;
  return {
    copies: recipients.length,
    uncertain: among((state) => state === "uncertain"),
    lost: among((state, count) => state !== "uncertain" && count === 0),
    doubled: among((_state, count) => count > 1),
    misreported: among((state, count) => !["sent", "uncertain"].includes(state) && count > 0),
  };
}

/** What does not add up at a look. */
export function imbalance(look: Look): string | undefined {
  const { audience, sent, failed, skipped, uncertain, queued } = look;
  const sum = sent + failed + skipped + uncertain + queued;
  return sum === audience ? undefined : `${sum} copies for an audience of ${audience}`;
}
