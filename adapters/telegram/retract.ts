import { PAST_WINDOW, type Retraction, type SendResult } from "../../src/engine/adapter.ts";
import { callChat, editResultOf, type OutboxServices } from "./outbox.ts";
import { messageNumber } from "./wire.ts";

/** Takes a message of the bot's back; Telegram allows that for 48 hours (Bot API, deleteMessage). */
export async function retractMessage(
  services: OutboxServices,
  retraction: Retraction,
): Promise<SendResult> {
  const { space, messageId } = retraction;
  const id = messageNumber(messageId);
  if (id === undefined) return { kind: "refused", reason: "no message" };
  const restMs = services.history.restMs(space.platformId, services.now());
  if (restMs > 0) return { kind: "later", afterMs: restMs, scope: "message" };
  const outcome = await callChat(services, space.platformId, (api, signal) =>
    api.deleteMessage({ chat_id: Number(space.platformId), message_id: id }, signal),
  );
  if (outcome.ok) return { kind: "sent", messageId };
  const { failure } = outcome;
  if (failure.kind === "gone") return { kind: "sent", messageId };
  if (failure.kind === "tooOld") return { kind: "refused", reason: PAST_WINDOW };
  return editResultOf(services, retraction, failure);
}
