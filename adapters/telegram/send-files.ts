import { InputFile } from "grammy/web";
import type { OutgoingFile, OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { callChat, type OutboxServices, resultOf } from "./outbox.ts";

/** Above these the Bot API takes no upload (Sending files). */
const MOST_BYTES = { picture: 10_000_000, document: 50_000_000 } as const;

/**
 * Sends one file ahead of its message. Undefined once it is there, or will never be: the message says all without
 * it. Otherwise what to do with the message first.
 */
export async function sendFile(
  services: OutboxServices,
  message: OutgoingMessage,
  file: OutgoingFile,
): Promise<SendResult | undefined> {
  if (file.bytes.length > MOST_BYTES[file.kind]) return undefined;
  const sent = await sendOne(services, message, file);
  if (sent.ok) return undefined;
  const result = resultOf(services, message, sent.failure);
  if (result.kind !== "refused" && result.kind !== "uncertain") return result;
  services.log.warn(
    { outbound: message.outbound, reason: sent.failure.kind },
    "a message is sent without its file",
  );
  return undefined;
}

function sendOne(
  services: OutboxServices,
  { space, thread }: OutgoingMessage,
  { kind, bytes, name, label }: OutgoingFile,
) {
  const place = {
    chat_id: Number(space.platformId),
    caption: label,
    ...(thread === undefined ? {} : { message_thread_id: Number(thread) }),
  };
  return callChat<unknown>(services, space.platformId, (api, signal) =>
    kind === "picture"
      ? api.sendPhoto({ ...place, photo: new InputFile(bytes, name) }, signal)
      : api.sendDocument({ ...place, document: new InputFile(bytes, name) }, signal),
  );
}
