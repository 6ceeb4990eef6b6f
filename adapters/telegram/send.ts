import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { deliver } from "./deliver.ts";
import { sendHint } from "./hints.ts";
import type { OutboxServices } from "./outbox.ts";

const UNKNOWN_BOT_MS = 2_000;

/** Sends a message as the Bot API takes it. Never rejects. */
export async function sendMessage(
  services: OutboxServices,
  message: OutgoingMessage,
): Promise<SendResult> {
  const bot = services.standing.bot();
  if (!bot) return { kind: "later", afterMs: UNKNOWN_BOT_MS, scope: "token" };
  const { onlyFor, space } = message;
  const isHint = onlyFor !== undefined && space.kind !== "direct";
  return isHint ? sendHint(services, bot, message, onlyFor) : deliver(services, bot, message);
}
